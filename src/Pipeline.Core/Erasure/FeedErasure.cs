using System.Globalization;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Erasure;

/// <summary>
/// Erases one record's values, and those of the records in its lists, wherever the pipeline keeps them: the one exception to
/// the promise that nothing is lost. Hashes and intervals stay, so that history stays exact and can be verified.
/// </summary>
/// <remarks>Every step may be taken again; killed at any point and run again, it ends the same.</remarks>
public sealed class FeedErasure(IWarehouse warehouse, Archive archive, string workFolder, TimeProvider clock)
{
    /// <summary>Looks what there is of a record. Nothing is written.</summary>
    public async Task<ErasurePlan> PlanAsync(FeedDefinition feed, ErasureTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(target);
        var stored = (await warehouse.Audit.TablesAsync(feed.Name, cancellationToken)).ToDictionary(table => table.Dataset);
        var dataset = feed.AllDatasets.First(one => one.Name == target.Dataset);
        var family = dataset.WithLists.Where(one => stored.ContainsKey(one.Name)).ToList();
        var keys = family.ToDictionary(one => one.Name, _ => new HashSet<Hash128>());
        var notes = new List<string>();
        keys.GetValueOrDefault(target.Dataset)?.Add(target.Key);
        foreach (var list in family.Where(one => one.Name != target.Dataset))
        {
            keys[list.Name].UnionWith(await warehouse.Erasure.ChildrenAsync(stored[list.Name], keys[list.Parent!], cancellationToken));
        }

        var (files, records) = (0, 0L);
        foreach (var (delivery, file, isAccepted) in await FilesAsync(feed, target, cancellationToken))
        {
            var hits = Find(delivery, file, isAccepted, target, feed.Name, notes, cancellationToken);
            ArchivedRecords.Collect(hits?.SelectMany(hit => hit.Records) ?? [], keys);
            (files, records) = (files + (hits is { Count: 0 } ? 0 : 1), records + (hits?.Sum(hit => hit.Records.Count) ?? 0));
        }

        var tables = new List<(string, int, ErasureCounts)>();
        foreach (var one in family)
        {
            tables.Add((one.Name, keys[one.Name].Count, await warehouse.Erasure.CountAsync(stored[one.Name], keys[one.Name], cancellationToken)));
        }

        if (target.Telling.Count == 0)
        {
            notes.Add("The key is too short to be looked for in texts: rows whose key can't be read, and messages, were not searched for it.");
        }

        return new ErasurePlan
        {
            Feed = feed.Name,
            Target = target,
            Tables = tables,
            Files = files,
            Records = records,
            Notes = notes,
            Keys = keys,
            Stored = stored,
        };
    }

    /// <summary>Erases, all but gold, which is published again afterwards. The caller holds the feed's lease.</summary>
    /// <returns>The erasure's name, and how many messages and unreadable rows held the key.</returns>
    public async Task<(Guid ErasureId, long Texts)> RunAsync(
        FeedDefinition feed, ErasurePlan plan, string reason, string erasedBy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(plan);
        var (target, erasure) = (plan.Target, warehouse.Erasure);
        var erasureId = await erasure.BeginAsync(new ErasureRequest(feed.Name, target, reason, erasedBy, clock.GetUtcNow()), cancellationToken);
        var accepted = await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken);

        // First what could bring the values back: unfinished downloads, spools of killed runs, archived files.
        Leftovers(feed.Name);
        foreach (var (delivery, file, isAccepted) in await FilesAsync(feed, target, cancellationToken))
        {
            var eraser = new FileEraser(archive, feed.Name, target);
            if (Find(delivery, file, isAccepted, target, feed.Name, [], cancellationToken) is not { } hits)
            {
                await eraser.EraseWholeAsync(delivery, cancellationToken);
            }
            else if (hits.Count > 0)
            {
                await eraser.EraseAsync(delivery, file, hits, cancellationToken);
            }

            archive.Tidy(delivery);
        }

        await EraseFromParentsAsync(feed, plan, cancellationToken);
        var erasedTo = accepted.Count == 0 ? DateTime.UnixEpoch : accepted.Max(night => night.Night.Instant);
        foreach (var (dataset, keys) in plan.Keys)
        {
            await erasure.EraseAsync(erasureId, plan.Stored[dataset], keys, erasedTo, cancellationToken);
            if (feed.AllDatasets.First(one => one.Name == dataset) is { Parent: { } parent } && plan.Keys.TryGetValue(parent, out var parents))
            {
                await erasure.EraseChildrenFromQuarantineAsync(plan.Stored[dataset], parents, cancellationToken);
            }
        }

        var texts = target.Telling.Count == 0 ? 0 : await erasure.EraseTextsAsync(feed.Name, target.IsIn, cancellationToken);
        await erasure.PurgeAsync([.. plan.Stored.Values], cancellationToken);
        return (erasureId, texts);
    }

    /// <summary>Notes that all of it is done, gold included.</summary>
    public Task FinishAsync(Guid erasureId, ErasurePlan plan, long texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var counts = plan.Tables.Aggregate(ErasureCounts.None, (sum, table) => sum + table.Counts);
        return warehouse.Erasure.FinishAsync(
            erasureId,
            clock.GetUtcNow(),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.Versions} version(s), {counts.Superseded} superseded, {counts.Landed} in bronze, {counts.Quarantined} in quarantine, {plan.Records} record(s) of {plan.Files} file(s), {texts} text(s)"),
            cancellationToken);
    }

    // The archive's files that may hold the record: all of the nights that any dataset of its family was or would be read from.
    private async Task<IReadOnlyList<(Delivery Delivery, FeedFile File, bool IsAccepted)>> FilesAsync(
        FeedDefinition feed, ErasureTarget target, CancellationToken cancellationToken)
    {
        var accepted = await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken);
        var definitions = new ReadDefinitions(warehouse.Audit, feed);
        foreach (var night in accepted)
        {
            await definitions.OfAsync(night, cancellationToken);
        }

        return [.. new ArchivedRecords(archive, feed, definitions, accepted).All(target.Dataset)];
    }

    // The places of the record in a file; null where the file can't be read to its end, and was never accepted.
    private List<ErasureHit>? Find(
        Delivery delivery, FeedFile file, bool isAccepted, ErasureTarget target, string feed, List<string> notes, CancellationToken cancellationToken)
    {
        try
        {
            return new FileEraser(archive, feed, target).Find(delivery, file, cancellationToken);
        }
        catch (UnusableDeliveryException) when (!isAccepted)
        {
            if (archive.ErasedOf(delivery) is not null)
            {
                return []; // erased as a whole before
            }

            notes.Add($"{delivery.File} of night {Archive.NightOf(delivery):yyyy-MM-dd} was never accepted and can't be read to its end: it is erased as a whole, because nobody can tell what it holds.");
            return null;
        }
    }

    // Of a record in a list, its parents' records as they came hold it too.
    private async Task EraseFromParentsAsync(FeedDefinition feed, ErasurePlan plan, CancellationToken cancellationToken)
    {
        var dataset = feed.AllDatasets.First(one => one.Name == plan.Target.Dataset);
        var keys = plan.Keys.GetValueOrDefault(dataset.Name, []) as IReadOnlySet<Hash128>;
        while (dataset.Parent is { } name && plan.Stored.ContainsKey(dataset.Name))
        {
            keys = await warehouse.Erasure.ParentsAsync(plan.Stored[dataset.Name], keys, cancellationToken);
            dataset = feed.AllDatasets.First(one => one.Name == name);
            var raw = dataset.Parent is null ? new RawEraser(dataset, plan.Target) : null;
            await warehouse.Erasure.RewriteRawAsync(plan.Stored[name], keys, text => raw?.Erase(text) ?? "", cancellationToken);
        }
    }

    private void Leftovers(string feed)
    {
        foreach (var folder in new[] { archive.ReceivingOf(feed), workFolder }.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => folder != workFolder || file.EndsWith(".spool", StringComparison.Ordinal)))
            {
                try
                {
                    ArchiveErasure.Destroy(file);
                }
                catch (IOException)
                {
                    // A run of another feed holds its spool open; it is gone when that run ends.
                }
            }
        }
    }
}
