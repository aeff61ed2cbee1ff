using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History.Corrections;

/// <summary>One dataset during a correction: the keys that are replayed, and how the counts of its nights change.</summary>
internal sealed class TrackedDataset(DatasetDefinition dataset, DateTime before, IReadOnlyList<AcceptedNight> accepted, string workFolder) : IDisposable
{
    private readonly List<KeyTrack> _all = [];
    private readonly DatasetDefinition _table = dataset.AsTable;
    private readonly DerivedColumns _derived = new(dataset.AsTable);
    private readonly RecordSpool _spool = new(dataset.AsTable, workFolder);
    private readonly SortedDictionary<DateOnly, NightCounts> _counts = [];

    public DatasetDefinition Dataset => dataset;

    /// <summary>The nights that the dataset has accepted, in order.</summary>
    public IReadOnlyList<AcceptedNight> Accepted => accepted;

    /// <summary>Whether some of its columns are refreshed in place, so that silver does not show what they were.</summary>
    public bool HasUntracked { get; } = dataset.Columns.Any(column => !column.Tracked);

    /// <summary>Every key that is replayed.</summary>
    public IReadOnlyList<KeyTrack> All => _all;

    /// <summary>The keys whose two histories differ still, by key.</summary>
    public Dictionary<Hash128, KeyTrack> Active { get; } = [];

    /// <summary>Keys that later nights hold in addition, or no longer hold.</summary>
    public List<HeldChange> HeldChanges { get; } = [];

    /// <summary>Records that later nights quarantine in addition, or no longer quarantine.</summary>
    public List<QuarantineChange> QuarantineChanges { get; } = [];

    /// <summary>Counts that differ, by night.</summary>
    public IEnumerable<KeyValuePair<DateOnly, NightCounts>> Counts => _counts;

    /// <summary>The night as the dataset has accepted it; null where it has not.</summary>
    public AcceptedNight? At(DateOnly night) => accepted.FirstOrDefault(one => one.Night.Date == night);

    /// <summary>How the counts of a night change.</summary>
    public NightCounts CountsOf(DateOnly night) => _counts.TryGetValue(night, out var known) ? known : _counts[night] = new NightCounts();

    /// <summary>Begins to replay a key.</summary>
    public KeyTrack Track(Hash128 key, Hash128? parent, IEnumerable<VersionMark> stored)
    {
        var track = new KeyTrack(key, parent, [.. stored.OrderBy(version => version.From)], before);
        _all.Add(track);
        Active.Add(key, track);
        return track;
    }

    /// <summary>Keeps a record of another night, whose values a version may need.</summary>
    public Origin Keep(ReadRecord record)
    {
        _spool.Add(record.Dataset.Columns.Count == _table.Columns.Count && record.Dataset.Columns.SequenceEqual(_table.Columns)
            ? record
            : record with { Dataset = _table, Values = InTable(record) });
        return Origin.OfRecord(_spool.Count - 1);
    }

    // A record that was read with a former definition, in the current columns of the table.
    private string?[] InTable(ReadRecord record)
    {
        var values = InColumns(record, _table);
        _derived.Make(values);
        return values;
    }

    /// <summary>The records that were kept, in order.</summary>
    public IEnumerable<ReadRecord> Kept() => _spool.Read();

    /// <summary>How many more versions are open with the correction than without it.</summary>
    public long OpenMore() => Active.Values.Sum(track => (track.Corrected.Open is null ? 0L : 1L) - (track.Current.Open is null ? 0L : 1L));

    /// <summary>Ends the replay of a key: after a night, its two histories are equal.</summary>
    public void Settle(KeyTrack track, DateTime after)
    {
        Active.Remove(track.Key);
        if (track.Current.WasEverPresent != track.Corrected.WasEverPresent
            && track.Stored.FirstOrDefault(version => version.From > after) is { From: var from } && from > after
            && accepted.FirstOrDefault(night => night.Night.Instant == from) is { } returns)
        {
            CountsOf(returns.Night.Date).Add(new DatasetTally(), 1, track.Corrected.WasEverPresent ? 1 : -1);
        }

        track.Current.ContinueAsStored(track.Stored, after);
        track.Corrected.ContinueAsStored(track.Stored, after);
    }

    public void Dispose() => _spool.Dispose();

    /// <summary>A record's values in the columns of another definition of its dataset.</summary>
    public static string?[] InColumns(ReadRecord record, DatasetDefinition dataset)
    {
        var ordinals = record.Dataset.Columns.Index().ToDictionary(column => column.Item.Name, column => column.Index, StringComparer.Ordinal);
        return [.. dataset.Columns.Select(column => ordinals.TryGetValue(column.Name, out var ordinal) ? record.Values[ordinal] : null)];
    }
}
