using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Migration;

/// <summary>Brings a warehouse's tables to what a feed file says now, as far as no version that is written changes.</summary>
/// <remarks>
/// Each dataset's columns change in one transaction, and what is done is read from the tables, never from a note of how far it
/// came: killed at any point and run again, it ends the same.
/// </remarks>
/// <param name="warehouse">The warehouse.</param>
/// <param name="clock">The clock.</param>
public sealed class FeedMigration(IWarehouse warehouse, TimeProvider clock)
{
    /// <summary>What the feed file says otherwise. Reads only.</summary>
    public async Task<FeedMigrationPlan> PlanAsync(FeedDefinition feed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        var tables = (await warehouse.Audit.TablesAsync(feed.Name, cancellationToken)).ToDictionary(table => table.Dataset);
        var accepted = (await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken)).ToLookup(night => night.Dataset);
        var definitions = new ReadDefinitions(warehouse.Audit, feed);
        var changes = new List<FeedChange>();
        foreach (var dataset in feed.AllDatasets)
        {
            if (!tables.TryGetValue(dataset.Name, out var table))
            {
                changes.Add(DatasetChange.Added(feed.Name, dataset));
                continue;
            }

            var last = accepted[dataset.Name].MaxBy(night => night.Night.Date);
            var before = last is null ? null : await definitions.OfAsync(last, cancellationToken);
            var own = new List<FeedChange>(before is null ? [] : DatasetChange.Between(before, dataset));
            own.AddRange(await new ColumnChanges(warehouse.Schema, feed.Name, dataset, table, before).FindAsync(cancellationToken));
            if (last is null)
            {
                own = [.. own.Where(change => change.Effect is not FeedChangeEffect.Safe).Take(1).Select(_ => DatasetChange.OfNothing(dataset.Name))];
            }

            if (before is not null && DatasetChange.IsReadOtherwise(before, dataset))
            {
                own.Add(DatasetChange.ReadOtherwise(feed.Name, dataset));
            }

            changes.AddRange(own);
        }

        changes.AddRange(tables.Keys.Except(feed.AllDatasets.Select(dataset => dataset.Name)).Order(StringComparer.Ordinal).Select(DatasetChange.Removed));
        return new FeedMigrationPlan(feed.Name, changes);
    }

    /// <summary>Plans, and makes all of it where it can be made.</summary>
    /// <param name="feed">The feed as it is declared now.</param>
    /// <param name="acceptsNewVersions">Whether versions that no delivery asked for are accepted.</param>
    /// <param name="rebuild">Which files are rebuilt, with who decided that and why; null where none is. Their nights are left to be run.</param>
    /// <param name="cancellationToken">Stops between two datasets.</param>
    /// <returns>The plan; nothing was written where <see cref="FeedMigrationPlan.CanBeMade"/> says no.</returns>
    /// <exception cref="PipelineException">It could not begin: another run is at work, or the warehouse is not migrated itself.</exception>
    public async Task<FeedMigrationPlan> RunAsync(FeedDefinition feed, bool acceptsNewVersions, RebuildDecision? rebuild, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        await using var lease = await FeedLease.TakeAsync(warehouse, feed.Name, cancellationToken);
        var plan = await PlanAsync(feed, cancellationToken);
        if (!plan.CanBeMade(acceptsNewVersions, rebuild is not null))
        {
            return plan;
        }

        // Noted first: where it is killed now, what was noted is done by the next time.
        var (now, nights) = (clock.GetUtcNow(), await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken));
        var record = new FeedMigrationRecord(
            feed.Name,
            Guid.CreateVersion7(now),
            nights.Select(night => night.Night.Date).DefaultIfEmpty(DateOnly.FromDateTime(now.UtcDateTime)).Max(),
            now);
        await warehouse.Schema.RecordAsync(record, plan.Changes, cancellationToken);
        var rebuilt = plan.ToRebuild(acceptsNewVersions);
        if (rebuild is not null && rebuilt.Count > 0)
        {
            await rebuild.By.RetireAsync(rebuild.Plan, rebuilt, record.RunStamp(feed, lease) with { Reason = rebuild.Reason, DecidedBy = rebuild.DecidedBy }, cancellationToken);
        }

        foreach (var table in (await warehouse.Audit.TablesAsync(feed.Name, cancellationToken)).Where(table => !rebuilt.Contains(table.Dataset)))
        {
            var columns = plan.Changes.Where(change => change.Dataset == table.Dataset).Select(change => change.Becomes).OfType<StoredColumn>().ToList();
            if (columns.Count > 0)
            {
                await warehouse.Schema.ChangeAsync(table, columns, cancellationToken);
            }
        }

        foreach (var dataset in feed.AllDatasets)
        {
            await warehouse.Schema.PrepareAsync(feed.Name, dataset, cancellationToken);
        }

        var refresh = new DerivedRefresh(warehouse, feed, new AcceptedNights(await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken)));
        foreach (var dataset in await refresh.NeededAsync(cancellationToken))
        {
            await refresh.RunAsync(dataset, record.RunStamp(feed, lease), cancellationToken);
        }

        return plan;
    }
}

/// <summary>That history is rebuilt, who decided it, and why.</summary>
/// <param name="By">What takes it out of silver.</param>
/// <param name="Plan">The files.</param>
/// <param name="Reason">Why.</param>
/// <param name="DecidedBy">Who decided it.</param>
public sealed record RebuildDecision(FeedRebuild By, RebuildPlan Plan, string Reason, string DecidedBy);
