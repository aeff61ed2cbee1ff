using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Gold;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Servers;
using Pipeline.Engines.SqlServer;
using Pipeline.Testing;

namespace Pipeline.Engines.Tests.SqlServer;

/// <summary>Every T-SQL text that the worker can send, rendered over feeds that hold whatever a feed file may hold.</summary>
internal static class TransactSqlTexts
{
    /// <summary>Names that a feed file may hold: words of SQL, every kind of quote, and 63 bytes that are not ASCII.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "order", "select", "a b", "[x]", "]", "]]; drop table x--", "it's", "''", "\"", "\"\"", "`x`", "Größe", "ж's [\"]", "{{q}}", "100%", "@night", "a#b",
        "/*", "--", string.Concat(Enumerable.Repeat("語", 21)), string.Concat(Enumerable.Repeat("é", 31)) + "]", new string(']', 63), new string('\'', 63),
    ];

    private const string WidensNumbers = "schema/count_beyond";

    public static SqlLibrary Library(SqlServerStorage storage) =>
        new("sqlserver", typeof(SqlServerWarehouse).Assembly, storage.Words, SqlServerDialect.Quote);

    /// <summary>Each file of the engine over each dataset, and each model, check and question of the repository's feeds.</summary>
    public static IEnumerable<(string Name, string Text)> All(SqlLibrary library, int names = int.MaxValue) =>
        Names.Take(names).SelectMany((name, place) => Datasets(name, Names[(place + 1) % Names.Count]))
            .SelectMany(dataset => OfFiles(library, dataset))
            .Concat(Feeds().SelectMany(feed => OfFeed(library, feed.Feed, feed.Gold)));

    /// <summary>A dataset and its list, in each mode, whose names and columns are hostile.</summary>
    public static IEnumerable<DatasetDefinition> Datasets(string name, string column)
    {
        using var folder = new TempFolder();
        var list = Encoding.UTF8.GetByteCount($"{name}_id") <= 63;
        foreach (var mode in new[] { "full", "upsert", "append" })
        {
            var feed = Path.Combine(folder.Path, mode);
            Directory.CreateDirectory(feed);
            File.WriteAllText(Path.Combine(feed, FeedReader.FileName), $$"""
                feed: {{mode}}
                schedule: { at: "02:00", time_zone: UTC, deadline: 1h }
                sources:
                  vendor: { url: "{{folder.Path}}" }
                datasets:
                  {{Yaml(name)}}:
                    source: vendor
                    file: things.json
                    mode: {{mode}}
                    key: [{{Yaml(Fits(name, column) ? column : "id")}}]
                    columns:
                      id: text
                      {{Yaml(column)}}: { from: $.x1, type: text }
                      {{Yaml(Other(column))}}: { from: $.x2, type: "decimal(28,10)" }
                      u: { type: timestamp, tracked: false }
                      r: real
                      i: integer
                      b: boolean
                      d: date
                """ + (list ? "\n    lists:\n      child: { key: [n], columns: { n: text } }\n" : "\n"));
            foreach (var dataset in FeedReader.Read(folder.Path, mode).AllDatasets)
            {
                yield return dataset;
            }
        }
    }

    /// <summary>Each file of the engine over one dataset.</summary>
    public static IEnumerable<(string Name, string Text)> OfFiles(SqlLibrary library, DatasetDefinition dataset)
    {
        var filled = new GoldTable(
            dataset.Name, [.. dataset.Columns.Select(column => new GoldColumn(column.Name, column.Type, ""))], dataset.Key);
        var slot = new GoldSlot(filled);
        var model = DatasetSql.Model(dataset, SqlServerDialect.Instance);
        var gold = GoldQueries.Model(filled, SqlServerDialect.Instance);
        foreach (var (key, value) in gold.Where(entry => entry.Key is "grain" or "has_grain"))
        {
            model[key] = value;
        }

        model["column"] = dataset.Columns[0].Name;
        model["type"] = SqlServerDialect.TextOf(null);
        model["target"] = model["stage"] = model["wanted"] = "staging.[load_1]";
        model["hash_column"] = "key_hash";
        model["milliseconds"] = model["wait"] = ServerTimeouts.Milliseconds(ServerTimeouts.Lock);
        model["with"] = "with x as (select 1 as y)\n";
        model["query"] = $"select {string.Join(", ", dataset.Columns.Select(column => SqlServerDialect.Quote(column.Name)))} "
            + $"from silver.{SqlServerDialect.Quote(dataset.Name)} cross join x -- the end";
        model["view"] = slot.View;
        (model["first"], model["second"]) = (slot.Table(1), slot.Table(2));
        (model["sibling"], model["slot"]) = (slot.Table(2), "2");
        model["feed"] = dataset.Name;
        model["night"] = "2021-12-01";
        model["to"] = "other";
        model["schema"] = "silver";
        model["keys"] = ((List<Dictionary<string, object>>)model["columns"]).Take(1).ToList();
        model["parent"] = dataset.Parent ?? dataset.Name;
        model["range_column"] = "key_hash";
        model["is_all"] = dataset.Mode is DatasetMode.Append;
        var check = new Dictionary<string, object>(model);
        foreach (var (key, value) in OfCheck(library, dataset))
        {
            check[key] = value;
        }

        // Numbers alone are widened to a type that holds more.
        var numbers = new Dictionary<string, object>(model);
        numbers["column"] = dataset.Columns.FirstOrDefault(column => column.Type.Kind is ColumnKind.Integer)?.Name ?? "";
        return library.Names
            .Where(file => !file.StartsWith("helpers/", StringComparison.Ordinal))
            .Where(file => file != WidensNumbers || numbers["column"] is not "")
            .Select(file => (
                $"{file} for {dataset.Name} ({dataset.Mode})",
                library.Render(file, file.StartsWith("checks/", StringComparison.Ordinal) ? check : file == WidensNumbers ? numbers : model)));
    }

    // What a declared check fills the templates with: names are quoted by them, literals are written already.
    private static Dictionary<string, object> OfCheck(SqlLibrary library, DatasetDefinition dataset)
    {
        var literal = library.Helper("text_literal", dataset.Columns[0].Name.Replace("'", "''", StringComparison.Ordinal));
        return new()
        {
            ["feed"] = literal,
            ["dataset"] = literal,
            ["shown"] = dataset.Columns.Select(column => new Dictionary<string, object> { ["name"] = column.Name }).ToList(),
            ["values"] = new[] { new Dictionary<string, object> { ["literal"] = literal } },
            ["min"] = literal,
            ["stand_in"] = "(0 = 1)",
            ["max"] = literal,
            ["key"] = dataset.Columns[0].Name,
            ["other_table"] = dataset.Name,
            ["other_column"] = dataset.Columns[0].Name,
            ["nights"] = "7",
            ["low"] = "0.5",
            ["high"] = "2.0",
        };
    }

    /// <summary>The repository's own feeds, with what they say of gold on this engine.</summary>
    public static IEnumerable<(FeedDefinition Feed, GoldLibrary Gold)> Feeds()
    {
        var feeds = Path.Combine(PipelineCli.Repository, "sql", "feeds");
        return Directory.GetDirectories(feeds)
            .Select(folder => FeedReader.Read(feeds, Path.GetFileName(folder)))
            .Select(feed => (feed, GoldLibrary.Read(feed, "sqlserver")));
    }

    /// <summary>Each model, check and question of a feed.</summary>
    public static IEnumerable<(string Name, string Text)> OfFeed(SqlLibrary library, FeedDefinition feed, GoldLibrary gold)
    {
        var tables = gold.Models.ToDictionary(model => model.Name, model => new GoldSlot(model.Table).Table(1));
        var makings = tables.ToDictionary(table => table.Key, table => GoldNames.OfSlot(table.Value, library));
        string Query(string sql) => SqlServerDialect.Instance.Query(GoldNames.InTheMaking(library.RenderText(sql), makings));
        foreach (var model in gold.Models)
        {
            var blanks = GoldQueries.Model(model.Table with { Name = tables[model.Name] }, SqlServerDialect.Instance);
            (blanks["with"], blanks["query"]) = SqlServerQuery.Split(Query(model.Sql));
            blanks["view"] = model.Name;
            yield return ($"gold/{model.Name}.sql", library.Render("gold/fill_table", blanks));
        }

        foreach (var check in gold.Checks)
        {
            yield return ($"checks/{check.Name}.sql", Query(check.Sql));
        }

        var asked = new FeedQuestions(gold, feed.Schedule.Zone, library, new DateOnly(2021, 12, 31));
        var texts = new List<(string, string)>();
        asked.AnswerAsync(
            (question, sql) =>
            {
                texts.Add(($"questions/{question.Id}", SqlServerDialect.Instance.Query(GoldNames.InTheMaking(sql, makings))));
                return Task.FromResult<decimal?>(null);
            },
            settings: null).GetAwaiter().GetResult();
        foreach (var text in texts)
        {
            yield return text;
        }
    }

    // Another name of at most 63 bytes.
    private static string Other(string name) => Encoding.UTF8.GetByteCount(name) < 63 ? name + "2" : "2" + name[1..];

    // A list carries its parent's key as a column named after both.
    private static bool Fits(string name, string column) => Encoding.UTF8.GetByteCount($"{name}_{column}") <= 63 && name != column;

    private static string Yaml(string name) => $"\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
