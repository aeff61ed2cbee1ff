using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Nights;
using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse;

namespace Pipeline.Testing.Warehouses;

/// <summary>Takes feeds written in a test through nights written in a test, in one process: files in a folder in, warehouse out.</summary>
/// <param name="probe">The warehouse; disposed with the rig.</param>
/// <param name="source">The folder that sources are read from, where rigs share one.</param>
public sealed class NightRig(WarehouseProbe probe, string? source = null) : IDisposable
{
    /// <summary>The feed that a test writes when it names none.</summary>
    public const string Shop = "shop";

    private readonly string _root = QuickFolder.Create("nights-");

    /// <summary>Night n is the n-th of December 2021.</summary>
    public static DateOnly Night(int day) => new(2021, 12, day);

    /// <summary>The warehouse.</summary>
    public WarehouseProbe Warehouse { get; } = probe;

    /// <summary>A clock that only a test moves; it begins at 02:30 on the first night.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2021, 12, 1, 2, 30, 0, TimeSpan.Zero));

    public Archive Archive => new(Path.Combine(_root, "archive"));

    private NightOptions Options => new(
        Archive, Path.Combine(_root, "work"), new ReceiveOptions { FolderStableFor = TimeSpan.Zero, OldAfter = TimeSpan.Zero });

    /// <summary>Where records wait while a delivery is being read.</summary>
    public string WorkFolder => Path.Combine(_root, "work");

    /// <summary>The folder that sources are read from.</summary>
    public string Source => source ?? Path.Combine(_root, "source");

    /// <summary>The folder of a feed.</summary>
    public string FeedFiles(string feed = Shop) => Path.Combine(_root, "feeds", feed);

    /// <summary>Writes the feed file: its datasets, indented by two blanks.</summary>
    public void Feed(string datasets, string feed = Shop, string schedule = """{ at: "02:00", time_zone: UTC, deadline: 1h }""")
    {
        Directory.CreateDirectory(FeedFiles(feed));
        Directory.CreateDirectory(Source);
        File.WriteAllText(Path.Combine(FeedFiles(feed), FeedReader.FileName), $$"""
            feed: {{feed}}
            schedule: {{schedule}}
            sources:
              vendor: { url: "{{Source}}" }
            datasets:

            """ + datasets.ReplaceLineEndings("\n") + "\n");
        Spread(feed);
    }

    /// <summary>Writes a file into a folder of the feed: a model, a check, a question.</summary>
    public void Sql(string path, string text, string feed = Shop)
    {
        var file = Path.Combine(FeedFiles(feed), path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Publishes a file at the source.</summary>
    public void Put(string file, string text) => File.WriteAllText(Path.Combine(Source, file), text);

    /// <summary>Takes a file away from the source.</summary>
    public void Take(string file) => File.Delete(Path.Combine(Source, file));

    /// <summary>The folder of the feeds.</summary>
    public FeedFolder Feeds => new(Path.Combine(_root, "feeds"));

    /// <summary>Reads a feed.</summary>
    public FeedDefinition Read(string feed = Shop) => Feeds.Read(feed);

    /// <summary>Loads a night of December 2021.</summary>
    public Task<NightReport> RunAsync(int day, string feed = Shop, bool isLatest = true) => RunAsync(Night(day), feed, isLatest);

    /// <summary>Takes a feed through a night.</summary>
    public async Task<NightReport> RunAsync(DateOnly night, string feed = Shop, bool isLatest = true)
    {
        await using var warehouse = Warehouse.Open();
        return await RunAsync(warehouse, night, feed, isLatest);
    }

    /// <summary>Takes a feed through a night on a warehouse that the test has opened.</summary>
    public Task<NightReport> RunAsync(IWarehouse warehouse, DateOnly night, string feed = Shop, bool isLatest = true)
    {
        Clock.Advance(TimeSpan.FromMinutes(7));
        var run = new NightlyRun(warehouse, new OnlyFolders(), Options, Clock, NullLogger<NightlyRun>.Instance);
        return run.RunAsync(new NightRequest(Read(feed), night, isLatest, new HashSet<string>()), new SilentProgress(), CancellationToken.None);
    }

    /// <summary>Rebuilds the history of a feed whose file has changed, up to so many nights of it; with no reason, it continues.</summary>
    public async Task<IReadOnlyList<NightReport>> RebuildAsync(IWarehouse warehouse, string? reason, int nights = int.MaxValue)
    {
        Clock.Advance(TimeSpan.FromMinutes(7));
        var run = new NightlyRun(warehouse, new OnlyFolders(), Options, Clock, NullLogger<NightlyRun>.Instance);
        var rebuild = new RebuildFeed(warehouse, Archive, Options, new NightSequence(run), Clock);
        var request = new MigrateFeedRequest(Shop) { Rebuilds = true, Reason = reason, DecidedBy = "tester" };
        var review = await new PlanMigration(Feeds, warehouse, Archive, Options, Clock).RunAsync(request, CancellationToken.None);
        await rebuild.CheckAsync(review, CancellationToken.None);
        var watch = new FirstNights(Clock, nights);
        var result = await rebuild.RunAsync(request, review, watch, CancellationToken.None);
        if (result.Cause is { } cause && !watch.IsOver)
        {
            ExceptionDispatchInfo.Throw(cause);
        }

        return result.Reports;
    }

    /// <summary>Withdraws a night of December 2021.</summary>
    public async Task<NightReport> WithdrawAsync(int day, string reason, string? dataset = null)
    {
        await using var warehouse = Warehouse.Open();
        return await WithdrawAsync(warehouse, day, reason, dataset);
    }

    /// <summary>Withdraws a night of December 2021 on a warehouse that the test has opened.</summary>
    public Task<NightReport> WithdrawAsync(IWarehouse warehouse, int day, string reason, string? dataset = null)
    {
        Clock.Advance(TimeSpan.FromMinutes(7));
        var withdrawal = new WithdrawNight(Feeds, warehouse, Options, Clock, NullLogger<WithdrawNight>.Instance);
        return withdrawal.RunAsync(
            new WithdrawNightRequest(Shop, Night(day), dataset, reason, "tester"), new SilentProgress(), CancellationToken.None);
    }

    /// <summary>Every version, a line each: values, the nights [from,to) as days of December 2021, and a star on the latest.</summary>
    public string History(string dataset, params string[] columns)
    {
        var list = string.Join(", ", columns.Select(SqlLibrary.Quote));
        var order = string.Join(", ", columns.Select(SqlLibrary.Quote).Select(c => $"case when {c} is null then 0 else 1 end, {c}")); // null first
        var rows = Warehouse.Query(
            $"select {list}, valid_from, valid_to, is_latest, is_current from silver.{SqlLibrary.Quote(dataset)} order by {order}, valid_from");
        return string.Join('\n', rows.Select(row =>
        {
            var (from, to, isLatest, isCurrent) = (row[^4], row[^3], row[^2] == "1", row[^1] == "1");
            var values = string.Join(' ', row.Take(columns.Length).Select(value => value ?? "null"));
            var star = (isLatest ? " *" : "") + (isCurrent == to is null ? "" : " is_current is wrong");
            return $"{values} [{Day(from)},{Day(to)}){star}";
        }));
    }

    /// <summary>Rows of a query, a line each, values divided by blanks.</summary>
    public string Rows(string sql) =>
        string.Join('\n', Warehouse.Query(sql).Select(row => string.Join(' ', row.Select(value => value ?? "null"))));

    public void Dispose()
    {
        Warehouse.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Spread(string feed)
    {
        try
        {
            if (Warehouse.Distribution(Read(feed)) is { } line)
            {
                File.AppendAllText(Path.Combine(FeedFiles(feed), FeedReader.FileName), line);
            }
        }
        catch (InvalidFeedException)
        {
            // What a test writes wrongly stays as it wrote it.
        }
    }

    private static string? Day(string? instant) =>
        instant is not null && instant.StartsWith("2021-12-", StringComparison.Ordinal) && instant.EndsWith(" 02:00:00.000000", StringComparison.Ordinal)
            ? instant[8..10].TrimStart('0')
            : instant;
}
