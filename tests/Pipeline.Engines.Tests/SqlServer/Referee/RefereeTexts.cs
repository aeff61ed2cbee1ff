using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Gold;
using Pipeline.Engines.SqlServer;

namespace Pipeline.Engines.Tests.SqlServer.Referee;

/// <summary>The texts of the worker, arranged as one database would meet them.</summary>
internal static class RefereeTexts
{
    // What the texts of TransactSqlTexts call every staging table.
    private const string Staging = "staging.[load_1]";

    private static readonly string[] MakeTables =
        ["schema/create_bronze", "schema/create_silver", "schema/create_read_index", "land/create_arrived_bronze", "land/create_arrived_quarantine",
            "merge/create_stage", "correct/create_stage", "compare/create_wanted", "gold/create_table"];

    // What is sent to lists alone: it reads the hash of the parent.
    private static readonly string[] OfLists = ["erase/parents", "erase/children", "prove/orphan"];

    // What belongs to the repository's own feed, and not to any.
    private static readonly string[] OfSample = ["show/demo"];

    /// <summary>A database for each hostile name: a dataset with its list, in one mode after the other.</summary>
    /// <param name="library">The engine's texts.</param>
    /// <param name="part">Of the names divided into parts, by turns: which part is meant, from 0.</param>
    /// <param name="parts">How many parts there are.</param>
    public static IEnumerable<SentTexts> OfHostileNames(SqlLibrary library, int part = 0, int parts = 1) =>
        TransactSqlTexts.Names.Index().Where(name => name.Index % parts == part).Select(name => OfDatasets(
            library,
            [.. TransactSqlTexts.Datasets(name.Item, TransactSqlTexts.Names[(name.Index + 1) % TransactSqlTexts.Names.Count])
                .GroupBy(dataset => dataset.Mode)
                .ElementAt(name.Index % 3)]));

    /// <summary>A database for each of the repository's feeds, with its gold models, checks and questions.</summary>
    public static IEnumerable<SentTexts> OfFeeds(SqlLibrary library) => TransactSqlTexts.Feeds().Select(entry =>
    {
        var silver = OfDatasets(library, [.. entry.Feed.AllDatasets]);
        return new SentTexts(
            [.. silver.Schema, .. entry.Gold.Models.SelectMany(model => Gold(library, model.Table))],
            [
                .. silver.Sent,
                .. TransactSqlTexts.OfFeed(library, entry.Feed, entry.Gold).Select(text => new SentText(text.Name, text.Text)),
                .. OfSample.Where(_ => entry.Feed.Name == "streaming").Select(name => new SentText(name, library.Text(name))),
            ]);
    });

    private static SentTexts OfDatasets(SqlLibrary library, IReadOnlyList<DatasetDefinition> datasets)
    {
        var texts = datasets
            .SelectMany(dataset => TransactSqlTexts.OfFiles(library, dataset)
                .Where(text => !IsOneOf(OfSample, text.Name) && (dataset.Parent is not null || !IsOneOf(OfLists, text.Name))))
            .Select(text => new SentText(text.Name, text.Text.Replace(Staging, StagingOf(text.Name), StringComparison.Ordinal)))
            .ToList();
        return new SentTexts(
            [
                .. texts.Where(text => text.Name.StartsWith("migrations/", StringComparison.Ordinal) || IsOneOf(["migrate/create"], text.Name))
                    .DistinctBy(text => text.Text)
                    .OrderBy(text => text.Name, StringComparer.Ordinal),
                .. texts.Where(text => IsOneOf(MakeTables, text.Name)),
                .. datasets.SelectMany(dataset => Gold(library, GoldOf(dataset))),
            ],
            [.. texts.DistinctBy(text => text.Text)]);
    }

    private static bool IsOneOf(string[] statements, string name) =>
        statements.Any(statement => name.StartsWith(statement + " ", StringComparison.Ordinal));

    // Each statement meets the staging table that was made for it.
    private static string StagingOf(string name) => name.Split(' ')[0] switch
    {
        "land/create_arrived_quarantine" or "land/insert_quarantine" => $"staging.[arrived_quarantine {SubjectOf(name)}]",
        { } statement => $"staging.[{statement.Split('/')[0]} {SubjectOf(name)}]",
    };

    private static string SubjectOf(string name) => name[(name.IndexOf(" for ", StringComparison.Ordinal) + 5)..].Replace("]", "]]", StringComparison.Ordinal);

    private static GoldTable GoldOf(DatasetDefinition dataset) =>
        new(dataset.Name, [.. dataset.Columns.Select(column => new GoldColumn(column.Name, column.Type, ""))], dataset.Key);

    // Both slots of a gold table, and the view over them.
    private static IEnumerable<SentText> Gold(SqlLibrary library, GoldTable table)
    {
        var slot = new GoldSlot(table);
        foreach (var number in new[] { 1, 2 })
        {
            yield return new SentText(
                $"gold/create_table for slot {number} of {table.Name}", library.Render("gold/create_table", slot.Model(number, SqlServerDialect.Instance)));
        }

        var view = slot.Model(1, SqlServerDialect.Instance);
        (view["view"], view["first"], view["second"], view["feed"]) = (slot.View, slot.Table(1), slot.Table(2), "streaming");
        yield return new SentText($"gold/create_view for {table.Name}", library.Render("gold/create_view", view));
    }
}
