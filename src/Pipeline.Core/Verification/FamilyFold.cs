using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Verification;

/// <summary>
/// Tells the history of some keys again from what the nights delivered, by the rules of history alone: written for verifying,
/// with nothing of what the run compares and merges with.
/// </summary>
internal sealed class FamilyFold
{
    private readonly Dictionary<string, Dictionary<Hash128, FoldedKey>> _levels = new(StringComparer.Ordinal);

    private enum Fate
    {
        Delivered,
        Held,
        Gone,
        Untouched,
    }

    /// <summary>The keys of a dataset.</summary>
    public Dictionary<Hash128, FoldedKey> KeysOf(string dataset) =>
        _levels.TryGetValue(dataset, out var level) ? level : _levels[dataset] = [];

    /// <summary>Folds in what one night delivered; nights come in the order of their dates.</summary>
    /// <param name="file">The file, with the lists that accepted the night.</param>
    /// <param name="instant">When the night is.</param>
    /// <param name="records">The delivery's root records.</param>
    /// <returns>What quarantined rows hold, and how many records there were, by dataset.</returns>
    public IReadOnlyDictionary<string, FoldedNight> Apply(FeedFile file, DateTime instant, IReadOnlyList<FoldNode> records)
    {
        var dumps = new Dictionary<string, Dump>(StringComparer.Ordinal);
        foreach (var dataset in file.Datasets)
        {
            var nodes = dataset.Parent is { } parent
                ? dumps[parent].Standing.SelectMany(standing => standing.Node.Children
                    .Where(child => child.Dataset == dataset.Name)
                    .Select(child => (standing.Root, Node: child)))
                : records.Select(node => (Root: node.Key.GetValueOrDefault(), Node: node));
            dumps.Add(dataset.Name, Read(dataset, nodes));
        }

        foreach (var dataset in file.Datasets)
        {
            foreach (var (key, known) in KeysOf(dataset.Name))
            {
                if (known.Open is { } open && FateOf(dataset.Name, key, known, dumps) is Fate.Gone)
                {
                    open.To = instant;
                }
            }

            Open(dataset, instant, dumps[dataset.Name]);
        }

        return dumps.ToDictionary(dump => dump.Key, dump => new FoldedNight(dump.Value.Held, dump.Value.Records));
    }

    private Dump Read(DatasetDefinition dataset, IEnumerable<(Hash128 Root, FoldNode Node)> records)
    {
        var dump = new Dump(dataset);
        var groups = new Dictionary<Hash128, List<(Hash128 Root, FoldNode Node)>>();
        foreach (var (root, node) in records)
        {
            dump.Records++;
            switch (node)
            {
                case { Outcome: RecordOutcome.Skipped }:
                    break;
                case { Hold: Hold.Siblings, ParentKey: { } parent }:
                    dump.Held.Add(new HeldKey(HoldScope.Siblings, parent));
                    break;
                case { Hold: Hold.Absent }:
                    dump.HoldsAbsent = true;
                    break;
                case { Hold: Hold.Nothing } or { Key: null }:
                    break;
                default:
                    groups.TryAdd(node.Key.Value, []);
                    groups[node.Key.Value].Add((root, node));
                    break;
            }
        }

        foreach (var (key, group) in groups)
        {
            Settle(key, group, dump);
        }

        return dump;
    }

    // H9, H22: which of a key's records is accepted, if any.
    private void Settle(Hash128 key, List<(Hash128 Root, FoldNode Node)> group, Dump dump)
    {
        var dataset = dump.Dataset;
        if (Winner(dataset, group) is not { } winner)
        {
            dump.Held.Add(new HeldKey(HoldScope.Key, key));
            return;
        }

        var open = KeysOf(dataset.Name).GetValueOrDefault(key)?.Open;
        if (dataset.Mode is DatasetMode.Append && dataset.OnConflict is not OnConflict.Version && open is not null && open.Row.Row != winner.Row)
        {
            if (dataset.OnConflict is OnConflict.Quarantine)
            {
                dump.Held.Add(new HeldKey(HoldScope.Key, key));
            }

            return;
        }

        dump.Accepted.Add(key, (group[0].Root, group[0].Node.ParentKey, winner));
        dump.Standing.AddRange(group.Where(one => one.Node.Row!.Says(winner)));
    }

    private static FoldedRow? Winner(DatasetDefinition dataset, List<(Hash128 Root, FoldNode Node)> group)
    {
        if (group.Exists(one => one.Node.Row is null))
        {
            return null;
        }

        var first = group[0].Node.Row!;
        if (group.TrueForAll(one => one.Node.Row!.Says(first)))
        {
            return first;
        }

        if (dataset.OrderBy is null)
        {
            return null;
        }

        var greatest = group.Select(one => one.Node.Order).Aggregate((best, next) => Comparer<IComparable>.Default.Compare(next, best) > 0 ? next : best);
        var top = group.Where(one => Comparer<IComparable>.Default.Compare(one.Node.Order, greatest) == 0).Select(one => one.Node.Row!).ToList();
        return top.TrueForAll(row => row.Says(top[0])) ? top[0] : null;
    }

    // H14, H15, H16: what becomes of a key that is open.
    private Fate FateOf(string dataset, Hash128 key, FoldedKey known, Dictionary<string, Dump> dumps)
    {
        var dump = dumps[dataset];
        if (dump.Accepted.ContainsKey(key))
        {
            return Fate.Delivered;
        }

        if (dump.HoldsAbsent || dump.Held.Contains(new HeldKey(HoldScope.Key, key)))
        {
            return Fate.Held;
        }

        if (dump.Dataset.Parent is not { } parent)
        {
            return dump.Dataset.Mode is DatasetMode.Full ? Fate.Gone : Fate.Untouched;
        }

        if (dump.Dataset.Mode is DatasetMode.Append)
        {
            return Fate.Untouched;
        }

        var holder = known.Parent!.Value;
        var fate = KeysOf(parent).TryGetValue(holder, out var knownHolder) || dumps[parent].Accepted.ContainsKey(holder) || dumps[parent].Held.Contains(new HeldKey(HoldScope.Key, holder))
            ? FateOf(parent, holder, knownHolder ?? new FoldedKey(known.Root, null), dumps)
            : Fate.Gone;
        return fate is not Fate.Delivered ? fate
            : dump.Held.Contains(new HeldKey(HoldScope.Siblings, holder)) ? Fate.Held
            : Fate.Gone;
    }

    private void Open(DatasetDefinition dataset, DateTime instant, Dump dump)
    {
        var comparesUntracked = dataset.Columns.Any(column => !column.Tracked);
        var keys = KeysOf(dataset.Name);
        foreach (var (key, (root, parent, row)) in dump.Accepted)
        {
            if (!keys.TryGetValue(key, out var known))
            {
                keys.Add(key, known = new FoldedKey(root, parent));
            }

            if (known.Open is { } open && open.Row.Row == row.Row)
            {
                if (comparesUntracked && (open.Row.Untracked ?? Nothing) != (row.Untracked ?? Nothing))
                {
                    open.Row = Refreshed(open.Row, row);
                }

                continue;
            }

            if (known.Open is { } closing)
            {
                closing.To = instant;
            }

            known.Versions.Add(new FoldedVersion { From = instant, Row = row });
        }
    }

    // H12: what is untracked changes in place.
    private static FoldedRow Refreshed(FoldedRow open, FoldedRow row) => open with
    {
        Untracked = row.Untracked,
        Values = row.Values,
    };

    // The hash of no values at all: of untracked columns that a version is older than (H26).
    private static Hash128 Nothing { get; } = RecordHasher.Hash([]);

    private sealed class Dump(DatasetDefinition dataset)
    {
        public DatasetDefinition Dataset => dataset;

        public long Records { get; set; }

        public bool HoldsAbsent { get; set; }

        public HashSet<HeldKey> Held { get; } = [];

        public Dictionary<Hash128, (Hash128 Root, Hash128? Parent, FoldedRow Row)> Accepted { get; } = [];

        public List<(Hash128 Root, FoldNode Node)> Standing { get; } = [];
    }
}

/// <summary>What one night's delivery was for a dataset, as far as it was replayed.</summary>
/// <param name="Held">What quarantined rows hold.</param>
/// <param name="Records">How many records there were.</param>
internal sealed record FoldedNight(IReadOnlySet<HeldKey> Held, long Records);
