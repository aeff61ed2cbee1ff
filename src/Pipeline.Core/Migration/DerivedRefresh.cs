using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Migration;

/// <summary>Derives columns again in every version that silver has, where the feed file derives them in another way than the last night did.</summary>
/// <remarks>No version, interval or hash changes by it. Killed at any point and run again, it ends the same.</remarks>
/// <param name="warehouse">The warehouse.</param>
/// <param name="feed">The feed as it is declared now.</param>
/// <param name="accepted">The feed's accepted nights.</param>
internal sealed class DerivedRefresh(IWarehouse warehouse, FeedDefinition feed, AcceptedNights accepted)
{
    /// <summary>How many versions are looked at in one transaction: what bounds the memory.</summary>
    private const long VersionsAtATime = 100_000;

    private readonly ReadDefinitions _definitions = new(warehouse.Audit, feed);

    /// <summary>The datasets with a column that has to be derived again.</summary>
    public async Task<IReadOnlyList<DatasetDefinition>> NeededAsync(CancellationToken cancellationToken)
    {
        var needed = new List<DatasetDefinition>();
        foreach (var dataset in feed.AllDatasets.Where(dataset => dataset.HasDerived))
        {
            var last = accepted.LastOf(dataset.Name);
            if (last is null || last.DefinitionDigest == DefinitionText.Digest(dataset))
            {
                continue;
            }

            var before = await _definitions.OfAsync(last, cancellationToken);
            if (before is null || dataset.Columns.Any(column => column.DerivedFrom is not null && !DerivedColumns.AreMadeAlike(dataset, column, before)))
            {
                needed.Add(dataset);
            }
        }

        return needed;
    }

    /// <summary>Derives them again in one dataset, part by part of its keys.</summary>
    /// <returns>How many versions had others.</returns>
    /// <exception cref="ReconciliationException">The table changed meanwhile; that part was not written.</exception>
    public async Task<long> RunAsync(DatasetDefinition dataset, RunStamp rewriting, CancellationToken cancellationToken)
    {
        var nights = accepted.Of(dataset.Name);
        var tables = await warehouse.Audit.TablesAsync(feed.Name, cancellationToken);
        var table = tables.Single(one => one.Dataset == dataset.Name);
        var shaped = TableShape.WithRemoved(tables, dataset);
        var parts = 1 + (nights.Sum(night => night.Tally.New + night.Tally.Changed) / VersionsAtATime);
        var refreshed = 0L;
        foreach (var part in HashRange.All.Split(parts))
        {
            var changes = await FindAsync(table, shaped.AsTable, part, cancellationToken);
            if (changes.Count > 0)
            {
                await warehouse.History.CorrectAsync(rewriting, SilverCorrection.Of(shaped, nights[^1].Night, changes), cancellationToken);
                refreshed += changes.Count;
            }
        }

        return refreshed;
    }

    private async Task<IReadOnlyList<VersionChange>> FindAsync(
        StoredTable table, DatasetDefinition shaped, HashRange part, CancellationToken cancellationToken)
    {
        var changes = new List<VersionChange>();
        var derived = new DerivedColumns(shaped);
        int[] places = [.. shaped.Columns.Select(column => table.IndexOf(column.Name))];
        await foreach (var version in warehouse.Audit.ReadVersionsAsync(table, shaped.Parent is not null, part, RangeOf.Keys, cancellationToken))
        {
            string?[] values = [.. places.Select(place => version.Values[place])];
            if (derived.Make(values))
            {
                changes.Add(new VersionChange(VersionAction.Derive, version.Key, version.From, version.To, version.IsLatest, null, new ReadRecord
                {
                    Dataset = shaped,
                    Position = default,
                    Outcome = RecordOutcome.Accepted,
                    Key = version.Key,
                    ParentKey = version.Parent,
                    Row = version.Row,
                    Untracked = version.Untracked,
                    Values = values,
                    RawUtf8 = ReadOnlyMemory<byte>.Empty,
                }));
            }
        }

        return changes;
    }
}
