using Pipeline.Core.Comparing;
using Pipeline.Core.Comparing.Guards;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.History.Rebuild;

/// <summary>
/// Rebuilds a dataset's history under a definition that would rewrite it: the former versions move to the superseded versions, and
/// each accepted file is read again from the archive.
/// </summary>
/// <remarks>
/// Nothing is taken out of silver before it is known that every file is there and can be read. After that it can be killed at any
/// point: which nights wait is read from silver, nights may come in any order, and gold is kept until the last of them.
/// </remarks>
/// <param name="warehouse">The warehouse.</param>
/// <param name="archive">Every file that was accepted.</param>
/// <param name="workFolder">Where records wait while a file is being read.</param>
public sealed class FeedRebuild(IWarehouse warehouse, IAcceptedDeliveries archive, string workFolder)
{
    /// <summary>The files whose datasets are changed in a way that is not made in place, and those that wait from before. Reads only.</summary>
    /// <param name="feed">The feed as it is declared now.</param>
    /// <param name="changed">The datasets with changes that are not made in place.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<RebuildPlan> PlanAsync(FeedDefinition feed, IReadOnlySet<string> changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(changed);
        var accepted = await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken);
        var waiting = (await RebuildPlan.UnfinishedAsync(warehouse, feed, cancellationToken)).Files
            .SelectMany(file => file.Nights.Select(night => (file.File.Name, Night: night))).ToLookup(one => one.Name, one => one.Night);
        var files = new List<RebuiltFile>();
        foreach (var file in feed.Files)
        {
            var isChanged = file.Datasets.Any(part => changed.Contains(part.Name));
            var standing = accepted.Where(night => isChanged && file.Has(night.Dataset)).Select(night => (night.Night.Date, night.Sha256));
            var nights = RebuildPlan.ByNight(standing.Concat(waiting[file.Name].Select(night => (night.Key, night.Value))));
            if (nights.Count > 0)
            {
                files.Add(new RebuiltFile(file, nights));
            }
        }

        return new RebuildPlan(files);
    }

    /// <summary>Makes sure, before anything is changed, that each night can be replayed. Reads every file.</summary>
    /// <exception cref="RebuildRefusedException">A file is not there or can't be read so, or values of a dataset were erased on demand.</exception>
    public async Task RequireAsync(FeedDefinition feed, RebuildPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var part in plan.Files.SelectMany(file => file.File.Datasets))
        {
            if ((await warehouse.Audit.ForgottenAsync(feed.Name, part.Name, cancellationToken)).Count is > 0 and var erased)
            {
                throw RebuildRefusedException.Erased(feed.Name, part.Name, erased);
            }
        }

        var found = plan.Files.SelectMany(file => file.Nights.Select(night => (file.File, night.Key, Delivery: Find(feed, file.File, night.Key, night.Value)))).ToList();
        var missing = found.Where(file => file.Delivery is null).ToList();
        if (missing.Count > 0)
        {
            throw RebuildRefusedException.Missing(feed.Name, missing[0].File.Root, missing[0].Key, missing.Count, found.Count, archive.Root);
        }

        foreach (var (file, night, delivery) in found)
        {
            if (await FaultAsync(feed, file, night, delivery!, cancellationToken) is { } fault)
            {
                throw RebuildRefusedException.Unreadable(feed.Name, file.Root, night, fault);
            }
        }
    }

    /// <summary>Supersedes the history of changed datasets, file by file: lists first, as they are merged.</summary>
    internal async Task RetireAsync(RebuildPlan plan, IReadOnlySet<string> changed, RunStamp rewriting, CancellationToken cancellationToken)
    {
        var tables = await warehouse.Audit.TablesAsync(rewriting.Feed, cancellationToken);
        var files = plan.Files.Where(file => file.File.Datasets.Any(part => changed.Contains(part.Name)));
        foreach (var part in files.SelectMany(file => file.File.Datasets.Reverse()))
        {
            if (tables.FirstOrDefault(table => table.Dataset == part.Name) is { } table)
            {
                await warehouse.History.RetireAsync(rewriting, table, part.Parent is not null, cancellationToken);
            }
        }
    }

    private Delivery? Find(FeedDefinition feed, FeedFile file, DateOnly night, string sha256) =>
        archive.FindAccepted(feed.Name, night, file.Root.Source, file.NameOn(night), sha256);

    // What keeps a file from being read under the current definition; limits on what changes from night to night were answered when it was accepted.
    private async Task<string?> FaultAsync(FeedDefinition feed, FeedFile file, DateOnly night, Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            using var changes = await new DeliveryComparer(new NothingOpen(), workFolder)
                .CompareAsync(file, () => archive.OpenRead(delivery), delivery.File, cancellationToken);
            return changes.Datasets
                .SelectMany(part => DeliveryGuards.Examine(new Night(night, feed.Schedule.InstantOf(night)), delivery, part, []))
                .FirstOrDefault(finding => finding is { Outcome: GuardOutcome.Stopped, Guard: "empty" or "max_quarantined" })?.Detail;
        }
        catch (PipelineException fault)
        {
            return fault.Summary;
        }
    }
}
