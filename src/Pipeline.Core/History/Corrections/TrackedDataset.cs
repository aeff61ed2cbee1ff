using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.History.Corrections;

/// <summary>One dataset while a night is being placed: the keys that are told again, and what that makes of its nights.</summary>
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

    /// <summary>Whether some of its columns are refreshed in place, so that silver does not tell what they were.</summary>
    public bool HasUntracked { get; } = dataset.Columns.Any(column => !column.Tracked);

    /// <summary>Every key that is told again.</summary>
    public IReadOnlyList<KeyTrack> All => _all;

    /// <summary>The keys that are still told, by key.</summary>
    public Dictionary<Hash128, KeyTrack> Active { get; } = [];

    public List<HeldChange> HeldChanges { get; } = [];

    public List<QuarantineChange> QuarantineChanges { get; } = [];

    /// <summary>Counts that differ, by night.</summary>
    public IEnumerable<KeyValuePair<DateOnly, NightCounts>> Counts => _counts;

    public AcceptedNight? At(DateOnly night) => accepted.FirstOrDefault(one => one.Night.Date == night);

    public NightCounts CountsOf(DateOnly night) => _counts.TryGetValue(night, out var known) ? known : _counts[night] = new NightCounts();

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
            : record with { Dataset = _table, Values = AsNow(record) });
        return Origin.OfRecord(_spool.Count - 1);
    }

    // Read with a definition of then, made into what it is by now.
    private string?[] AsNow(ReadRecord record)
    {
        var values = InColumns(record, _table);
        _derived.Make(values);
        return values;
    }

    /// <summary>The records that were kept, in order.</summary>
    public IEnumerable<ReadRecord> Kept() => _spool.Read();

    /// <summary>How many versions are open in the one history more than in the other.</summary>
    public long OpenMore() => Active.Values.Sum(track => (track.New.Open is null ? 0L : 1L) - (track.Old.Open is null ? 0L : 1L));

    /// <summary>From a night on nothing of this key is different.</summary>
    public void Settle(KeyTrack track, DateTime after)
    {
        Active.Remove(track.Key);
        if (track.Old.HasBeen != track.New.HasBeen
            && track.Stored.FirstOrDefault(version => version.From > after) is { From: var from } && from > after
            && accepted.FirstOrDefault(night => night.Night.Instant == from) is { } returns)
        {
            CountsOf(returns.Night.Date).Add(new DatasetTally(), 1, track.New.HasBeen ? 1 : -1);
        }

        track.Old.GoOn(track.Stored, after);
        track.New.GoOn(track.Stored, after);
    }

    public void Dispose() => _spool.Dispose();

    /// <summary>A record's values in the columns of its dataset as it is defined elsewhere.</summary>
    public static string?[] InColumns(ReadRecord record, DatasetDefinition dataset)
    {
        var places = record.Dataset.Columns.Index().ToDictionary(column => column.Item.Name, column => column.Index, StringComparer.Ordinal);
        return [.. dataset.Columns.Select(column => places.TryGetValue(column.Name, out var place) ? record.Values[place] : null)];
    }
}
