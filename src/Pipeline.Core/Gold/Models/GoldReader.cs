using System.Text.RegularExpressions;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Gold.Models;

/// <summary>From SQL files to models, checks and questions; mistakes are collected, not thrown.</summary>
internal sealed partial class GoldReader(FeedDefinition feed, List<FeedMistake> mistakes)
{
    private const string DataAsOfTable = "data_as_of";

    public GoldModel Model(SqlFile file)
    {
        var columns = file.Lines("columns").Select(line => Column(file, line)).ToList();
        var grain = file.List("grain");
        var reads = file.List("reads");
        Require(file, file.Summary.Length > 0, "begins with no sentence that says what one row is");
        Require(file, columns.Count > 0, "has no 'columns:' in its header; write a line per column: name, type, meaning");
        Require(file, file.Entry("grain") is not null, "has no 'grain:' in its header; name the columns that make a row unique, or write 'one row'");
        Require(file, file.Stem is not (DataAsOfTable or AnswersTable.Name), "has a name that the pipeline itself publishes; choose another");

        var isOneRow = grain is ["one row"];
        foreach (var column in grain.Where(column => !isOneRow && columns.All(c => c.Name != column)))
        {
            mistakes.Add(new FeedMistake(file.Location, 0, $"its grain names '{column}', which is no column of it"));
        }

        CheckReads(file, reads);
        return new GoldModel
        {
            Name = file.Stem,
            Summary = file.Summary,
            Grain = isOneRow ? [] : grain,
            Reads = reads,
            Columns = columns,
            Sql = file.Text,
        };
    }

    public GoldCheck Check(SqlFile file)
    {
        var severity = file.Entry("severity") ?? "stop";
        Require(file, severity is "stop" or "warn", $"has severity '{severity}'; write stop or warn");
        Require(file, file.Stem.Contains('.', StringComparison.Ordinal), "has no rule in its name; name it <model>.<rule>.sql");
        return new GoldCheck
        {
            Name = file.Stem,
            Summary = file.Summary,
            Severity = severity == "warn" ? CheckSeverity.Warn : CheckSeverity.Stop,
            Sql = file.Text,
        };
    }

    public GoldQuestion Question(SqlFile file)
    {
        var type = ColumnType.TryParse(file.Entry("type") ?? "");
        var format = file.Entry("format") ?? "number";
        Require(file, file.Entry("unit") is not null, "has no 'unit:' in its header");
        Require(file, type is { Kind: ColumnKind.Integer or ColumnKind.Decimal }, "needs 'type:' integer or decimal(p,s) in its header");
        Require(file, format is "number" or "duration", $"has format '{format}'; write number or duration");
        Require(file, QuestionName().IsMatch(file.Stem), "is not named <two digits>-<name>.sql");
        return new GoldQuestion
        {
            Id = file.Stem.Split('-')[0],
            Text = file.Entry("question") ?? file.Summary,
            Unit = file.Entry("unit") ?? "",
            Type = type ?? new ColumnType(ColumnKind.Integer),
            Format = format == "duration" ? AnswerFormat.Duration : AnswerFormat.Number,
            Parameters = [.. file.Lines("params").Select(line => Parameter(file, line)).OfType<QuestionParameter>()],
            Sql = file.Text,
        };
    }

    /// <summary>Every check belongs to a model, and every table that is read is there.</summary>
    public void CheckNames(IReadOnlyList<GoldModel> models, IReadOnlyList<GoldCheck> checks)
    {
        foreach (var check in checks.Where(check => models.All(model => model.Name != check.Name.Split('.')[0])))
        {
            mistakes.Add(new FeedMistake($"checks/{check.Name}.sql", 0, $"there is no model '{check.Name.Split('.')[0]}'"));
        }

        var tables = models.Select(model => $"gold.{model.Name}").Concat(feed.AllDatasets.Select(dataset => $"silver.{dataset.Name}")).ToHashSet();
        foreach (var model in models)
        {
            mistakes.AddRange(model.Reads.Where(read => !tables.Contains(read)).Select(read =>
                new FeedMistake($"gold/{model.Name}.sql", 0, $"it reads {read}, which is neither a dataset nor a model of this feed")));
        }
    }

    private void CheckReads(SqlFile file, IReadOnlyList<string> reads)
    {
        var found = TableName().Matches(file.Text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal).ToList();
        if (!found.SequenceEqual(reads.Order(StringComparer.Ordinal)))
        {
            mistakes.Add(new FeedMistake(file.Location, 0, $"its header says it reads {Words(reads)}, but its text reads {Words(found)}; write 'reads: {string.Join(", ", found)}'"));
        }
    }

    private static string Words(IReadOnlyList<string> tables) => tables.Count == 0 ? "nothing" : string.Join(", ", tables);

    private GoldColumn Column(SqlFile file, string line)
    {
        var match = ColumnLine().Match(line);
        var type = ColumnType.TryParse(match.Groups["type"].Value);
        if (type is null)
        {
            mistakes.Add(new FeedMistake(file.Location, 0, $"the column line '{line}' is not 'name type meaning' with a type of the feed file"));
        }

        return new GoldColumn(match.Groups["name"].Value, type ?? new ColumnType(ColumnKind.Text), match.Groups["meaning"].Value);
    }

    private QuestionParameter? Parameter(SqlFile file, string line)
    {
        var match = ParameterLine().Match(line);
        if (match.Success && Enum.TryParse<ParameterKind>(match.Groups["kind"].Value, ignoreCase: true, out var kind))
        {
            return new QuestionParameter(match.Groups["name"].Value, kind, match.Groups["value"].Value.Trim());
        }

        mistakes.Add(new FeedMistake(file.Location, 0, $"the parameter line '{line}' is not 'name: kind = default' with a kind of month, date, time, text or decimal"));
        return null;
    }

    private void Require(SqlFile file, bool holds, string mistake)
    {
        if (!holds)
        {
            mistakes.Add(new FeedMistake(file.Location, 0, mistake));
        }
    }

    [GeneratedRegex(@"\b(silver|gold)\.[A-Za-z_][A-Za-z0-9_]*", RegexOptions.CultureInvariant)]
    private static partial Regex TableName();

    [GeneratedRegex(@"^(?<name>\S+)\s+(?<type>[a-z]+(\([0-9, ]+\))?)\s*(?<meaning>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex ColumnLine();

    [GeneratedRegex(@"^(?<name>\w+):\s*(?<kind>[a-z]+)\s*=(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterLine();

    [GeneratedRegex(@"^\d\d-.", RegexOptions.CultureInvariant)]
    private static partial Regex QuestionName();
}
