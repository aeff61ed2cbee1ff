using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Verification;

/// <summary>Tells the history of one file's datasets again, part by part of their keys, and holds it against silver.</summary>
internal sealed class FileVerification(
    FeedDefinition feed,
    IAudit audit,
    Archive archive,
    IReadOnlyDictionary<string, StoredTable> tables,
    IReadOnlyDictionary<string, string> parents,
    IReadOnlyList<ArchivedFile> files,
    Findings findings,
    List<string> unverified)
{
    /// <summary>How many keys that deviate are looked at once more, with their values.</summary>
    private const int MostSuspects = 10_000;

    private readonly Dictionary<string, IReadOnlyDictionary<Hash128, DateTime>> _forgotten = [];
    private readonly Dictionary<string, ILookup<DateOnly, HeldKey>> _held = [];
    private readonly Dictionary<string, VerifiedDataset> _verified = [];

    public async Task<IReadOnlyList<VerifiedDataset>> RunAsync(string root, IReadOnlyList<HashRange> parts, CancellationToken cancellationToken)
    {
        var datasets = files.SelectMany(file => file.Accepted.Keys).Distinct().Where(tables.ContainsKey)
            .Where(name => Depth(name) < 2 || ShapeOf(root, name) is not null).OrderBy(Depth).ThenBy(name => name, StringComparer.Ordinal).ToList();
        foreach (var dataset in datasets)
        {
            _forgotten[dataset] = await audit.ForgottenAsync(feed.Name, dataset, cancellationToken);
            _held[dataset] = (await audit.HeldAsync(feed.Name, dataset, cancellationToken)).ToLookup(held => held.Night, held => held.Held);
            _verified[dataset] = new VerifiedDataset(dataset, files.Count(file => file.IsThere && file.Accepted.ContainsKey(dataset)), 0, 0, 0, 0);
        }

        foreach (var part in parts)
        {
            var suspects = new HashSet<Hash128>();
            await TellAsync(root, datasets, part, key => part.Contains(key), keepsValues: false, (_, _, hash, _) => suspects.Add(hash), cancellationToken);
            if (suspects.Count > 0)
            {
                // Only those that deviate are read once more, with their values, so that both can be shown.
                if (suspects.Count > MostSuspects)
                {
                    unverified.Add($"Of '{root}' more than {MostSuspects} keys deviate in one part; {MostSuspects} of them are counted.");
                    suspects = [.. suspects.Take(MostSuspects)];
                }

                await TellAsync(
                    root, datasets, part, suspects.Contains, keepsValues: true,
                    (dataset, kind, _, deviation) => findings.Add(dataset, kind, deviation), cancellationToken);
            }
        }

        return [.. datasets.Select(dataset => _verified[dataset])];
    }

    private async Task TellAsync(
        string root,
        IReadOnlyList<string> datasets,
        HashRange part,
        Func<Hash128, bool> isWanted,
        bool keepsValues,
        Action<string, string, Hash128, Deviation> report,
        CancellationToken cancellationToken)
    {
        var fold = new FamilyFold();
        var missing = files.LastOrDefault(file => !file.IsThere)?.Night.Instant;
        if (missing is { } instant)
        {
            await SeedAsync(fold, root, datasets, part, isWanted, instant, cancellationToken);
        }

        foreach (var file in files.Where(file => missing is null || file.Night.Instant > missing))
        {
            try
            {
                var records = new FamilyReader(file.Definition!, isWanted, keepsValues)
                    .Read(() => archive.OpenRead(file.Delivery!), file.Delivery!.File, cancellationToken);
                var folded = fold.Apply(file.Definition!, file.Night.Instant, records);
                foreach (var (dataset, night) in folded.Where(night => _verified.ContainsKey(night.Key)))
                {
                    _verified[dataset] = keepsValues ? _verified[dataset] : _verified[dataset] with { Records = _verified[dataset].Records + night.Records };
                    CompareHeld(root, dataset, file, night, part, keepsValues);
                }
            }
            catch (UnusableDeliveryException fault)
            {
                findings.Add(root, "archived file that can't be read", $"{file.Delivery!.File} of night {file.Night}", "the records that were accepted", fault.Summary);
                return;
            }
        }

        foreach (var dataset in datasets)
        {
            await CompareAsync(root, dataset, fold, part, isWanted, missing, keepsValues, report, cancellationToken);
        }
    }

    // What lies before a night that can't be read is taken as silver has it, and only what comes after is replayed.
    private async Task SeedAsync(
        FamilyFold fold, string root, IReadOnlyList<string> datasets, HashRange part, Func<Hash128, bool> isWanted, DateTime instant, CancellationToken cancellationToken)
    {
        foreach (var dataset in datasets)
        {
            await foreach (var (family, version) in ReadAsync(root, dataset, part, isWanted, cancellationToken))
            {
                if (version.From <= instant && (version.To is null || version.To > instant))
                {
                    var known = new FoldedKey(family, version.Parent);
                    known.Versions.Add(new FoldedVersion
                    {
                        From = version.From,
                        Row = new FoldedRow(version.Row, version.Untracked),
                    });
                    fold.KeysOf(dataset)[version.Key] = known;
                }
            }
        }
    }

    private void CompareHeld(string root, string dataset, ArchivedFile file, FoldedNight night, HashRange part, bool keepsValues)
    {
        if (keepsValues)
        {
            return;
        }

        var stored = _held[dataset][file.Night.Date].ToHashSet();
        foreach (var held in night.Held.Where(held => !stored.Contains(held)))
        {
            findings.Add(dataset, "held key that is not noted", $"night {file.Night}", $"{held.Scope} {held.Hash} held", "not in history.held_keys");
        }

        // Of a list, nothing tells which part a hash belongs to; a superfluous entry is found for the root only, or with all keys in one part.
        foreach (var held in stored.Where(held => (dataset == root ? part.Contains(held.Hash) : part == HashRange.All) && !night.Held.Contains(held)))
        {
            findings.Add(dataset, "held key that nothing holds", $"night {file.Night}", "no quarantined row that holds it", $"{held.Scope} {held.Hash} in history.held_keys");
        }
    }

    private async Task CompareAsync(
        string root,
        string dataset,
        FamilyFold fold,
        HashRange part,
        Func<Hash128, bool> isWanted,
        DateTime? since,
        bool keepsValues,
        Action<string, string, Hash128, Deviation> report,
        CancellationToken cancellationToken)
    {
        var shown = fold.KeysOf(dataset);
        var suspect = default(Hash128);
        var comparison = new VersionComparison(tables[dataset], HashesOf(dataset), DerivedOf(dataset), (kind, deviation) => report(dataset, kind, suspect, deviation));
        var (keys, versions, forgotten) = (0L, 0L, 0L);
        var group = new List<StoredVersion>();
        var groupTop = default(Hash128);
        await foreach (var (family, version) in ReadAsync(root, dataset, part, isWanted, cancellationToken))
        {
            if (group.Count > 0 && group[0].Key != version.Key)
            {
                End();
            }

            groupTop = family;
            group.Add(version);
        }

        End();
        foreach (var (key, known) in shown)
        {
            suspect = known.Root;
            comparison.Compare([], Since(known.Versions), key, ErasedTo(key));
        }

        if (!keepsValues)
        {
            var before = _verified[dataset];
            _verified[dataset] = before with { Keys = before.Keys + keys, Versions = before.Versions + versions, Forgotten = before.Forgotten + forgotten };
        }

        void End()
        {
            if (group.Count == 0)
            {
                return;
            }

            var key = group[0].Key;
            shown.Remove(key, out var known);
            suspect = groupTop;
            var stored = group.Where(version => since is null || version.To is null || version.To > since).ToList();
            comparison.Compare(stored, Since(known?.Versions ?? []), key, ErasedTo(key));
            (keys, versions, forgotten) = (keys + 1, versions + stored.Count, forgotten + (ErasedTo(key) is null ? 0 : 1));
            group.Clear();
        }

        DateTime? ErasedTo(Hash128 key) => _forgotten[dataset].TryGetValue(key, out var instant) ? instant : null;

        List<FoldedVersion> Since(List<FoldedVersion> all) =>
            since is null ? all : [.. all.Where(version => version.To is null || version.To > since)];
    }

    // The versions of a dataset whose root record is wanted, with the hash of the root record's key.
    private async IAsyncEnumerable<(Hash128 Root, StoredVersion Version)> ReadAsync(
        string root,
        string dataset,
        HashRange part,
        Func<Hash128, bool> isWanted,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = tables[dataset];
        var depth = Depth(dataset);
        var rootHash = depth < 2 ? null : RootHash(root, dataset);
        var by = depth switch { 0 => RangeOf.Keys, 1 => RangeOf.Parents, _ => RangeOf.Nothing };
        await foreach (var version in audit.ReadVersionsAsync(table, depth > 0, part, by, cancellationToken))
        {
            var family = depth switch { 0 => version.Key, 1 => version.Parent.GetValueOrDefault(), _ => rootHash!(version.Values) };
            if (part.Contains(family) && isWanted(family))
            {
                yield return (family, version);
            }
        }
    }

    // A list in a list carries the root record's key in its first columns.
    private Func<IReadOnlyList<string?>, Hash128> RootHash(string root, string dataset)
    {
        var file = ShapeOf(root, dataset)!;
        var last = LastOf(dataset);
        var key = file.Datasets.First(one => one.Name == root).Key;
        var columns = file.Datasets.First(one => one.Name == dataset).Columns;
        var ofRoot = file.Datasets.First(one => one.Name == root).Columns;
        var hasher = new RecordHasher(key.Select((name, index) =>
            (PlaceOf(columns[index]), ofRoot.First(column => column.Name == name).HashName)));
        return values => hasher.Hash([.. values]);

        int PlaceOf(ColumnDefinition column) => last is null ? tables[dataset].IndexOf(column.Name) : tables[dataset].IndexOf(last.Accepted[dataset], column);
    }

    // How a list lies in its file: as the last night that is understood has it, or the current feed file; null where neither names it.
    private FeedFile? ShapeOf(string root, string dataset) => LastOf(dataset)?.Definition
        ?? feed.Files.FirstOrDefault(one => one.Name == root && one.Has(dataset));

    // What a version's hashes are of: the definition of the night that it begins at.
    private Dictionary<DateTime, RowHashes> HashesOf(string dataset)
    {
        var hashes = new Dictionary<DateTime, RowHashes>();
        foreach (var file in files)
        {
            if (DefinitionOf(file, dataset) is { } definition)
            {
                hashes[file.Night.Instant] = new RowHashes(definition, column => tables[dataset].IndexOf(file.Accepted[dataset], column));
            }
        }

        return hashes;
    }

    // Derived columns are what the last night made of them, or what the feed file says now.
    private List<DerivedCheck> DerivedOf(string dataset) => [.. NewestOf(dataset).Select(definition => new DerivedCheck(tables[dataset], definition))];

    // A table is as the last night left it, or as the feed file says now, where that was carried out before a night.
    private IEnumerable<DatasetDefinition> NewestOf(string dataset) => new[]
    {
        LastOf(dataset) is { } last ? DefinitionOf(last, dataset) : null,
        feed.AllDatasets.FirstOrDefault(one => one.Name == dataset),
    }.OfType<DatasetDefinition>();

    // The last night of which it is understood how it was read.
    private ArchivedFile? LastOf(string dataset) => files.LastOrDefault(file => DefinitionOf(file, dataset) is not null);

    private static DatasetDefinition? DefinitionOf(ArchivedFile file, string dataset) =>
        file.Definition?.Datasets.FirstOrDefault(one => one.Name == dataset);

    private int Depth(string dataset) => parents.TryGetValue(dataset, out var parent) ? 1 + Depth(parent) : 0;
}
