using System.Globalization;
using Pipeline.Core.Ledger;
using Pipeline.Core.Status;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows the state of a feed.</summary>
internal static class StatusOutput
{
    private const string InstantFormat = "yyyy-MM-dd HH:mm:ss";

    public static void Write(FeedStatus status, IWarehouse warehouse, Terminal terminal)
    {
        terminal.WriteLine($"feed {status.Feed} in {warehouse.Name}, times in UTC");
        terminal.WriteLine();
        terminal.Write(Nights(status, terminal));
        terminal.WriteLine();
        terminal.Write(Datasets(status));
        terminal.WriteLine();
        WriteGold(status, warehouse, terminal);
        terminal.WriteLine();
        if (status.ContinueRebuild is { } step)
        {
            terminal.WriteLine(step);
        }
    }

    public static object ToJson(FeedStatus status) => new
    {
        status.Feed,
        Nights = status.Nights.Select(night => new { Night = night.Date, night.State, night.StartedAt, night.FinishedAt, night.Message }),
        status.NotRun,
        Datasets = status.Datasets.Select(night => new
        {
            night.Dataset,
            Night = night.Night.Date,
            night.OpenAfter,
            night.Tally.Quarantined,
            night.Sha256,
        }),
        status.Gold,
        status.IsRolledBack,
        status.Rebuilding,
    };

    /// <summary>The night and the freshness of each gold table.</summary>
    public static TextTable Gold(IReadOnlyList<PublishedTable> tables)
    {
        var table = new TextTable("table", "night", "state", "published", "next expected", "reason");
        foreach (var row in tables)
        {
            table.Add(row.Table, Day(row.Night), row.State, Text(row.PublishedAt), Text(row.NextExpectedAt), row.BlockedReason ?? "");
        }

        return table;
    }

    private static TextTable Nights(FeedStatus status, Terminal terminal)
    {
        var table = new TextTable("night", "state", "began", "ended", "message");
        if (status.NotRun is { } missing)
        {
            table.Add(
                $"{missing}",
                "missing",
                "",
                "",
                status.RunMissing is { } step ? terminal.Text(step) : "");
        }

        foreach (var night in status.Nights)
        {
            table.Add(Day(night.Date), night.State.ToString().ToLowerInvariant(), Text(night.StartedAt), Text(night.FinishedAt), Message(night));
        }

        return table;
    }

    private static string Message(NightRecord night) => night.State is NightState.Running && night.FinishedAt is null
        ? "a run is at work, or was killed; then run the night again"
        : night.Summary ?? "";

    private static TextTable Datasets(FeedStatus status)
    {
        var table = new TextTable("dataset", "accepted night", ">open versions", ">quarantined that night");
        foreach (var night in status.Datasets)
        {
            table.Add(
                night.Dataset,
                night.Night.Name,
                night.OpenAfter.ToString(CultureInfo.InvariantCulture),
                night.Tally.Quarantined.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static void WriteGold(FeedStatus status, IWarehouse warehouse, Terminal terminal)
    {
        if (status.Gold.Count == 0)
        {
            terminal.WriteLine("gold: nothing is published yet");
            return;
        }

        terminal.WriteLine($"gold in {warehouse.Gold.Location}");
        terminal.Write(Gold(status.Gold));
        if (status.ReturnGold is { } step)
        {
            terminal.WriteLine(step);
        }
    }

    private static string Day(DateOnly night) => night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset? instant) => instant?.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture) ?? "";
}
