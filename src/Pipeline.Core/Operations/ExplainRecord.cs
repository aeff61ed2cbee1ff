using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.History;
using Pipeline.Core.History.Replay;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Finds every version of one record, and the delivery and line that brought each (H36).</summary>
public sealed class ExplainRecord(FeedFolder feeds, IWarehouse warehouse, Archive archive)
{
    /// <summary>Finds the versions.</summary>
    /// <param name="name">The dataset.</param>
    /// <param name="key">The record's key: one text for each key column, in the order of the feed file.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RefusedException">The key can't be read, or no version of it was ever accepted.</exception>
    public async Task<RecordHistory> RunAsync(DatasetName name, IReadOnlyList<string> key, CancellationToken cancellationToken)
    {
        var (feed, dataset) = feeds.Read(name);
        if (!KeyReader.TryHash(dataset, key, out var hash, out var problem))
        {
            throw NotAKey(name, dataset, key, problem);
        }

        await TableFit.RequireAsync(warehouse, feed.Name, dataset, cancellationToken);
        var accepted = await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken);
        var versions = accepted.Any(night => night.Dataset == dataset.Name)
            ? await warehouse.Silver.ExplainAsync(feed.Name, dataset, hash, cancellationToken)
            : [];
        if (versions.Count == 0)
        {
            throw NoVersion(name, key);
        }

        var archived = new ArchivedLines(feed, archive, warehouse);
        return new RecordHistory(feed.Name, dataset, key, await archived.CompleteAsync(dataset, versions, cancellationToken));
    }

    private static string Quoted(IReadOnlyList<string> key) => string.Join(' ', key.Select(text => $"'{text}'"));

    private static RefusedException NotAKey(DatasetName name, DatasetDefinition dataset, IReadOnlyList<string> key, string? problem) => new(new Fault
    {
        What = $"{Quoted(key)} is not a key of {name}. {problem}",
        Why = "A record is found by its whole key.",
        Untouched = "Nothing was read or written.",
        Next = [NextStep.Run("Write it like this", "explain", [$"{name}", .. dataset.Key.Select(column => column.ToUpperInvariant())])],
    });

    private static RefusedException NoVersion(DatasetName name, IReadOnlyList<string> key) => new(
        new Fault
        {
            What = $"silver.{name.Dataset} has no version of {Quoted(key)}: no accepted night of '{name.Feed}' ever contained it.",
            Why = "A key is compared exactly, letter case and blanks included, unless the feed file normalises it; a record that was always quarantined has no version either.",
            Untouched = "Nothing was written.",
            Next = [NextStep.Run("See which nights are accepted, and how many records are quarantined", "status", name.Feed)],
        },
        ExitCode.Failed);
}
