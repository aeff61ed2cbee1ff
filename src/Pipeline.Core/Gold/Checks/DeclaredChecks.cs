using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Gold.Checks;

/// <summary>Turns the checks that a feed file declares into queries that return offending rows, as a file in <c>checks/</c> would.</summary>
public static class DeclaredChecks
{
    /// <summary>The checks of every dataset of a feed, in the order of the feed file, their SQL ready to run.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="sql">The engine's texts.</param>
    public static IReadOnlyList<GoldCheck> Of(FeedDefinition feed, SqlLibrary sql)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(sql);
        return [.. feed.AllDatasets.SelectMany(dataset => dataset.Checks.Select(check => new GoldCheck
        {
            Name = check.Name,
            Summary = Summary(dataset, check),
            Severity = check.Stops ? CheckSeverity.Stop : CheckSeverity.Warn,
            Sql = sql.Render(FileOf(check.Rule), Model(feed, dataset, check, sql)),
        }))];
    }

    private static string FileOf(CheckRule rule) => rule switch
    {
        CheckRule.Unique => "checks/unique",
        CheckRule.NotNull => "checks/not_null",
        CheckRule.AcceptedValues => "checks/accepted_values",
        CheckRule.Range => "checks/range",
        CheckRule.Relationship => "checks/relationship",
        CheckRule.RowBand => "checks/row_band",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    private static string Summary(DatasetDefinition dataset, DeclaredCheck check)
    {
        var columns = string.Join(", ", check.Columns);
        return check.Rule switch
        {
            CheckRule.Unique => $"No two current rows of {dataset.Name} have the same {columns}.",
            CheckRule.NotNull => $"No current row of {dataset.Name} has a null in {columns}.",
            CheckRule.AcceptedValues => $"Every {columns} of {dataset.Name} is one of {string.Join(", ", check.Values)}.",
            CheckRule.Range => $"Every {columns} of {dataset.Name} is {(check.Min is { } min ? $"at least {min}" : "")}{(check is { Min: not null, Max: not null } ? " and " : "")}{(check.Max is { } max ? $"at most {max}" : "")}.",
            CheckRule.Relationship => $"Every {columns} of {dataset.Name} is there in {check.To}.",
            _ => string.Create(CultureInfo.InvariantCulture, $"The last night of {dataset.Name} has {check.Band} of the records that the {check.Nights} night(s) before it had on average."),
        };
    }

    private static Dictionary<string, object> Model(FeedDefinition feed, DatasetDefinition dataset, DeclaredCheck check, SqlLibrary sql)
    {
        var column = check.Columns.Count == 0 ? null : dataset.Columns.First(column => column.Name == check.Columns[0]);
        var shown = dataset.Key.Concat(check.Columns).Distinct().Select(Named).ToList();
        var model = new Dictionary<string, object>
        {
            ["table"] = dataset.Name,
            ["key"] = dataset.Key[0],
            ["feed"] = Text(feed.Name, sql),
            ["dataset"] = Text(dataset.Name, sql),
            ["columns"] = check.Columns.Select(Named).ToList(),
            ["shown"] = shown,
            ["column"] = column?.Name ?? "",
            ["stand_in"] = StandIn(check, dataset, sql),
            ["values"] = check.Values.Select(value => new Dictionary<string, object> { ["literal"] = Literal(column!, value, sql) }).ToList(),
            ["min"] = check.Min is { } min ? Literal(column!, min, sql) : "",
            ["max"] = check.Max is { } max ? Literal(column!, max, sql) : "",
            ["nights"] = check.Nights.ToString(CultureInfo.InvariantCulture),
            ["low"] = Percent(check.Band?.Low),
            ["high"] = Percent(check.Band?.High),
        };
        if (check.To is { } to && Relation.Find(feed.AllDatasets, to) is var (other, otherColumn))
        {
            model["other_table"] = other.Name;
            model["other_column"] = otherColumn.Name;
        }

        return model;
    }

    // Whether what stands in the column is no value but the hash of a forgotten record.
    private static string StandIn(DeclaredCheck check, DatasetDefinition dataset, SqlLibrary sql) => check.Rule switch
    {
        CheckRule.NotNull => sql.Helper("is_stand_in", sql.QuoteName(dataset.Key[0]), "key_hash"),
        CheckRule.Relationship => sql.Helper("is_stand_in", $"c.{sql.QuoteName(check.Columns[0])}", "c.key_hash"),
        CheckRule.AcceptedValues or CheckRule.Range => sql.Helper("is_stand_in", sql.QuoteName(check.Columns[0]), "key_hash"),
        _ => "",
    };

    private static Dictionary<string, object> Named(string name) => new() { ["name"] = name };

    private static string Percent(decimal? share) => ((share ?? 0) * 100).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Literal(ColumnDefinition column, string canonical, SqlLibrary sql) => column.Type.Kind switch
    {
        ColumnKind.Integer or ColumnKind.Real => canonical,
        ColumnKind.Decimal => column.Type.Precision <= 15 ? canonical : Text(canonical, sql),
        ColumnKind.Boolean => sql.Helper("boolean_literal", canonical),
        ColumnKind.Date => sql.Helper("date_literal", canonical),
        ColumnKind.Timestamp => sql.Helper("instant_literal", canonical.Replace('T', ' ').TrimEnd('Z')),
        _ => Text(canonical, sql),
    };

    private static string Text(string text, SqlLibrary sql) => sql.Helper("text_literal", text.Replace("'", "''", StringComparison.Ordinal));
}
