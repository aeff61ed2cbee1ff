using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Comparing;

/// <summary>Compares a delivery with what silver holds open. Reads only: nothing is written but temporary files.</summary>
/// <remarks>
/// One pass over the file does on most nights. When a key stands in it with different values, or a fact with lists is known with
/// others, the file is read again with that knowledge, level by level of nested lists: exact, and paid for only by the
/// nights that need it.
/// </remarks>
public sealed class DeliveryComparer(IOpenVersions silver, string workFolder)
{
    /// <summary>Compares a delivery of the archive.</summary>
    public Task<DeliveryChanges> CompareAsync(
        FeedFile file, ArchivedDelivery delivery, CancellationToken cancellationToken, IReadOnlySet<Hash128>? families = null)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return CompareAsync(file, delivery.Open, delivery.File, cancellationToken, families);
    }

    /// <summary>Compares a delivered file.</summary>
    /// <param name="file">The file's root dataset and its lists.</param>
    /// <param name="open">Opens the delivered bytes from their beginning; called once a pass.</param>
    /// <param name="fileName">The file's name, which tells its format.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <param name="families">Where given, only root records with one of these keys count, with the lists in them, and those whose key can't be read.</param>
    /// <exception cref="UnusableDeliveryException">The file as a whole can't be accepted.</exception>
    public async Task<DeliveryChanges> CompareAsync(
        FeedFile file,
        Func<Stream> open,
        string fileName,
        CancellationToken cancellationToken,
        IReadOnlySet<Hash128>? families = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var verdicts = Verdicts.None;
        var held = new CarriedColumns();
        while (true)
        {
            var comparisons = Comparisons(file.Root, parent: null);
            try
            {
                var reader = new DeliveryReader(file, held);
                await LoadOpenAsync(comparisons, cancellationToken);
                ReadAll(Of(families, reader.Read(open, fileName, cancellationToken)), comparisons, verdicts);
                if (await HoldMissingAsync(comparisons, reader.Shapes, held, cancellationToken))
                {
                    Dispose(comparisons);
                    continue;
                }

                var conflicts = NewConflicts(comparisons, verdicts);
                if (conflicts.Count == 0)
                {
                    await LookUpDeliveredAsync(comparisons, cancellationToken);
                    if (verdicts.WithKnownFacts(comparisons.SelectMany(c => c.FactsWithLists())) is var settled && settled != verdicts)
                    {
                        verdicts = settled;
                        Dispose(comparisons);
                        continue;
                    }

                    comparisons.ForEach(c => c.SettleFacts());
                    var changes = comparisons.Select(c => new DatasetChanges(c, reader.Shapes[c.Dataset.Name])).ToList();
                    return new DeliveryChanges(changes, comparisons);
                }

                var again = new DeliveryReader(file, held);
                verdicts = verdicts.With(Resolve(file, Of(families, again.Read(open, fileName, cancellationToken)), conflicts, verdicts));
                Dispose(comparisons);
            }
            catch
            {
                Dispose(comparisons);
                throw;
            }
        }
    }

    private static IEnumerable<ReadRecord> Of(IReadOnlySet<Hash128>? families, IEnumerable<ReadRecord> records)
    {
        var isOf = false;
        foreach (var record in records)
        {
            isOf = record.Dataset.Parent is null ? families is null || record.Key is not { } key || families.Contains(key) : isOf;
            if (isOf)
            {
                yield return record;
            }
        }
    }

    private List<DatasetComparison> Comparisons(DatasetDefinition dataset, DatasetComparison? parent)
    {
        var own = new DatasetComparison(dataset, parent, workFolder);
        return [own, .. dataset.Lists.SelectMany(list => Comparisons(list, own))];
    }

    private async Task LoadOpenAsync(List<DatasetComparison> comparisons, CancellationToken cancellationToken)
    {
        foreach (var comparison in comparisons.Where(c => c.Dataset.Mode is DatasetMode.Full))
        {
            await foreach (var fingerprint in silver.ReadOpenAsync(comparison.Dataset, cancellationToken))
            {
                comparison.Table.AddOpen(fingerprint);
            }
        }
    }

    // upsert and append: the delivery is small beside what is known, so only its own keys are looked up: delivered ones, held
    // ones, and in the lists of upsert every child of theirs, of those that are gone among them (H16).
    private async Task LookUpDeliveredAsync(List<DatasetComparison> comparisons, CancellationToken cancellationToken)
    {
        var parents = comparisons.ToDictionary(c => c.Dataset.Name);
        foreach (var comparison in comparisons.Where(c => c.Dataset.Mode is not DatasetMode.Full))
        {
            var dataset = comparison.Dataset;
            var known = dataset is { Mode: DatasetMode.Upsert, Parent: { } parent }
                ? silver.LookUpChildrenAsync(dataset, parents[parent].Table.With(KeyState.None), cancellationToken)
                : silver.LookUpAsync(dataset, comparison.Table.With(KeyState.None), cancellationToken);
            await foreach (var fingerprint in known)
            {
                comparison.Table.AddOpen(fingerprint);
            }
        }
    }

    // A column that the whole file lacks takes no part in the comparison: the file is read again with what silver has in it (H27).
    private async Task<bool> HoldMissingAsync(
        List<DatasetComparison> comparisons, IReadOnlyDictionary<string, DatasetShape> shapes, CarriedColumns held, CancellationToken cancellationToken)
    {
        var isAny = false;
        foreach (var comparison in comparisons.Where(c => c.Dataset.OnMissingColumn is OnMissingColumn.Hold && !held.Has(c.Dataset)))
        {
            var dataset = comparison.Dataset;
            var missing = dataset.Columns.Index()
                .Where(column => shapes[dataset.Name].MissingColumns.Contains(column.Item.Name)).Select(column => column.Index).ToList();
            if (missing.Count == 0)
            {
                continue;
            }

            isAny = true;
            var columns = held.Hold(dataset, missing);
            await foreach (var known in silver.ReadValuesAsync(dataset, comparison.Table.With(KeyState.Seen), DateTime.MaxValue, cancellationToken))
            {
                columns.Add(known.Key, known.Values);
            }
        }

        return isAny;
    }

    private static void ReadAll(IEnumerable<ReadRecord> records, List<DatasetComparison> comparisons, Verdicts verdicts)
    {
        var byName = comparisons.ToDictionary(c => c.Dataset.Name);
        foreach (var record in records)
        {
            byName[record.Dataset.Name].Observe(record, verdicts.On(record));
        }
    }

    // A list's conflicts count only once those of its parents are settled: they may be between rows that are left out then.
    private static HashSet<(string Dataset, Hash128 Key)> NewConflicts(List<DatasetComparison> comparisons, Verdicts verdicts)
    {
        var unsettled = new HashSet<string>();
        var found = new HashSet<(string Dataset, Hash128 Key)>();
        foreach (var comparison in comparisons)
        {
            var dataset = comparison.Dataset;
            var conflicts = comparison.Conflicts.Where(key => !verdicts.Knows(dataset.Name, key)).ToList();
            if (dataset.Parent is { } parent && unsettled.Contains(parent))
            {
                unsettled.Add(dataset.Name);
            }
            else if (conflicts.Count > 0)
            {
                unsettled.Add(dataset.Name);
                found.UnionWith(conflicts.Select(key => (dataset.Name, key)));
            }
        }

        return found;
    }

    private static IEnumerable<KeyValuePair<(string Dataset, Hash128 Key), Winner?>> Resolve(
        FeedFile file,
        IEnumerable<ReadRecord> records,
        HashSet<(string Dataset, Hash128 Key)> conflicts,
        Verdicts verdicts)
    {
        var resolver = new ConflictResolver(conflicts);
        if (ConflictResolver.IsNeeded(file.Datasets, conflicts))
        {
            var leftOut = new Dictionary<string, bool>();
            foreach (var record in records)
            {
                var isLeftOut = (record.Dataset.Parent is { } parent && leftOut[parent]) || verdicts.On(record) is not Verdict.Stands;
                leftOut[record.Dataset.Name] = isLeftOut;
                if (!isLeftOut)
                {
                    resolver.Observe(record);
                }
            }
        }

        return resolver.Winners();
    }

    private static void Dispose(List<DatasetComparison> comparisons) => comparisons.ForEach(c => c.Dispose());
}
