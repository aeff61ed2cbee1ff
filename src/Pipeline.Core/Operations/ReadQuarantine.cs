using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Lists the rows of an accepted night that could not be accepted.</summary>
public sealed class ReadQuarantine(IWarehouse warehouse)
{
    /// <summary>Lists the rows.</summary>
    /// <param name="feed">The feed's name; its feed file is not needed.</param>
    /// <param name="night">The night; null for the last accepted one.</param>
    /// <param name="dataset">Only this dataset or list; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RefusedException">The night is not accepted.</exception>
    public async Task<QuarantinedNight> RunAsync(string feed, DateOnly? night, string? dataset, CancellationToken cancellationToken)
    {
        var accepted = await warehouse.Silver.AcceptedAsync(feed, cancellationToken);
        if (accepted.Count == 0)
        {
            throw Refused(feed, $"No night of feed '{feed}' was ever accepted into {warehouse.Name}.");
        }

        var date = night ?? accepted.Max(one => one.Night.Date);
        if (!accepted.Any(one => one.Night.Date == date && (dataset is null || one.Dataset == dataset)))
        {
            throw Refused(feed, NotAccepted(feed, date, dataset, accepted));
        }

        var rows = await warehouse.Ledger.QuarantineAsync(feed, date, cancellationToken);
        return new QuarantinedNight(feed, date, [.. rows.Where(row => dataset is null || row.Dataset == dataset)]);
    }

    private static string NotAccepted(string feed, DateOnly night, string? dataset, IReadOnlyList<AcceptedNight> accepted)
    {
        var nights = accepted.Where(one => dataset is null || one.Dataset == dataset).Select(one => one.Night.Date).ToList();
        return nights.Count == 0
            ? $"No night of dataset '{dataset}' of feed '{feed}' was ever accepted; the accepted datasets are {string.Join(", ", accepted.Select(one => one.Dataset).Distinct())}."
            : $"Night {Night.NameOf(night)} of {(dataset is null ? $"feed '{feed}'" : $"dataset '{dataset}'")} is not accepted; the last one is {Night.NameOf(nights.Max())}.";
    }

    private static RefusedException Refused(string feed, string what) => new(
        new Fault
        {
            What = what,
            Why = "Quarantined rows belong to an accepted night; of other nights only the file is kept, in the archive.",
            Untouched = "Nothing was written.",
            Next = [NextStep.Run("See which nights are accepted", "status", feed)],
        },
        ExitCode.Failed);
}

/// <summary>The quarantined rows of a night.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Night">The night.</param>
/// <param name="Rows">The rows, by dataset and record number.</param>
public sealed record QuarantinedNight(string Feed, DateOnly Night, IReadOnlyList<QuarantinedRow> Rows)
{
    /// <summary>What to do about the rows; null where there are none.</summary>
    public NextStep? Next => Rows.Count == 0 ? null : NextStep.Run(
        "Where the feed file can read them, correct it and run the night again", "run", Feed, "--night", Feeds.Definitions.Night.NameOf(Night));
}
