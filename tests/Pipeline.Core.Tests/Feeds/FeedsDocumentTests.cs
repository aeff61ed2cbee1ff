using System.Text.RegularExpressions;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds;

/// <summary>Holds docs/feeds.md and the reader together.</summary>
public sealed partial class FeedsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Root(), "docs", "feeds.md"));

    public static TheoryData<string> Levels => new(KeysOfLevels.Keys);

    private static Dictionary<string, FeedKeys> KeysOfLevels => new()
    {
        ["feed"] = FeedKeys.Feed,
        ["schedule"] = FeedKeys.Schedule,
        ["source"] = FeedKeys.Source,
        ["distribution"] = FeedKeys.Distribution,
        ["dataset"] = FeedKeys.Dataset,
        ["list"] = FeedKeys.List,
        ["column"] = FeedKeys.Column,
        ["guards"] = FeedKeys.Guards,
        ["check"] = FeedKeys.Check,
    };

    [Theory]
    [MemberData(nameof(Levels))]
    public void Its_tables_hold_the_keys_that_the_reader_knows_and_no_others(string level) =>
        Assert.Equal(KeysOfLevels[level].Known, Table(level).Select(row => row[0]));

    [Fact]
    public void Its_complete_examples_are_valid_feeds()
    {
        Assert.Equal(["shop", "trade"], Examples().Select(example => Read(example).Name));
    }

    [Fact]
    public void Its_second_example_makes_the_datasets_and_keys_that_the_text_below_it_names()
    {
        var feed = Read(Examples()[1]);

        Assert.Equal(
            """
            orders: shop, order_id
            order_lines: orders_shop, orders_order_id, line_no
            order_line_taxes: order_lines_orders_shop, order_lines_orders_order_id, order_lines_line_no, kind
            order_tags: orders_shop, orders_order_id, tag
            stock: sku, place
            payments: id
            """,
            string.Join('\n', feed.AllDatasets.Select(dataset => $"{dataset.Name}: {string.Join(", ", dataset.Key)}")));
    }

    [Fact]
    public void Its_second_example_uses_every_key_of_every_level()
    {
        var used = new HashSet<string>();
        var feed = (YamlMap)YamlTree.Load(Examples()[1], new Mistakes("feed.yaml"))!;
        Collect(feed, used);

        Assert.Empty(KeysOfLevels.Values.SelectMany(keys => keys.Known).Except(used));
    }

    [Fact]
    public void Its_defaults_are_those_of_the_definition()
    {
        var feed = Read(Examples()[0]);
        var dataset = feed.Datasets[0];
        var column = dataset.Columns[0];

        Assert.Equal($"`{FeedWord.Of(dataset.OnSameFile)}`", Default("dataset", "on_same_file"));
        Assert.Equal($"`{FeedWord.Of(dataset.OnBadValue)}`", Default("dataset", "on_bad_value"));
        Assert.Equal($"`{FeedWord.Of(dataset.OnConflict)}`", Default("dataset", "on_conflict"));
        Assert.Equal($"`{FeedWord.Of(dataset.Unreadable)}`", Default("dataset", "unreadable"));
        Assert.Equal($"`{FeedWord.Of(dataset.OnNewColumn)}`", Default("dataset", "on_new_column"));
        Assert.Equal($"`{FeedWord.Of(dataset.OnMissingColumn)}`", Default("dataset", "on_missing_column"));
        Assert.Equal($"`{FeedWord.Of(dataset.OnBlocked)}`", Default("dataset", "on_blocked"));
        Assert.StartsWith($"`{FeedWord.Of(dataset.OnEmpty)}`", Default("dataset", "on_empty"), StringComparison.Ordinal);
        Assert.Equal(
            $"max_deleted {Guard("max_deleted")}, max_changed {Guard("max_changed")}, max_quarantined {Guard("max_quarantined")}, floor {Guard("floor")}, row_band {Guard("row_band")}, size_band {Guard("size_band")}, band_nights {Guard("band_nights")}",
            dataset.Guards.ToString());
        Assert.Equal($"`{FeedWord.Of(feed.Sources["files"].Tls)}`", Default("source", "tls"));
        Assert.Equal("`1h`", Default("schedule", "deadline"));
        Assert.Equal(TimeSpan.FromHours(1), feed.Schedule.Deadline);
        Assert.Equal((column.Required, column.Tracked), (bool.Parse(Default("column", "required").Trim('`')), bool.Parse(Default("column", "tracked").Trim('`'))));
        Assert.Null(dataset.Delimiter);
        Assert.Null(dataset.OrderBy);
        Assert.Null(column.Zone);
        Assert.Empty(column.Formats);
        Assert.Empty(column.Normalise);
        Assert.Equal([column.Name], column.Path);
    }

    [Fact]
    public void It_names_every_name_that_is_taken()
    {
        foreach (var name in SystemNames.Columns.Concat(SystemNames.EngineColumns).Append(SystemNames.History))
        {
            Assert.Contains($"`{name}`", Document, StringComparison.Ordinal);
        }
    }

    private static string Guard(string key) => Default("guards", key).Split('`')[1];

    private static string Default(string level, string key) => Table(level).Single(row => row[0] == key)[1];

    private static List<string[]> Table(string level)
    {
        var marker = $"<!-- keys: {level} -->";
        Assert.Contains(marker, Document, StringComparison.Ordinal);
        return [.. Document[(Document.IndexOf(marker, StringComparison.Ordinal) + marker.Length)..]
            .TrimStart().Split('\n').TakeWhile(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Select(cells => (string[])[cells[0].Trim('`'), .. cells[1..]])];
    }

    private static List<string> Examples() => [.. CompleteFeed().Matches(Document).Select(match => match.Groups["yaml"].Value)];

    private static FeedDefinition Read(string yaml)
    {
        using var folder = new FeedFiles(FeedName().Match(yaml).Groups["name"].Value, yaml);
        return folder.Read();
    }

    private static void Collect(YamlItem item, HashSet<string> keys)
    {
        foreach (var entry in item is YamlMap map ? map.Entries : [])
        {
            keys.Add(entry.Name);
            Collect(entry.Value, keys);
        }

        foreach (var one in item is YamlList list ? list.Items : [])
        {
            Collect(one, keys);
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Pipeline.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above the tests holds Pipeline.sln.");
        }

        return folder;
    }

    [GeneratedRegex("^```yaml complete\n(?<yaml>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CompleteFeed();

    [GeneratedRegex("^feed: (?<name>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex FeedName();
}
