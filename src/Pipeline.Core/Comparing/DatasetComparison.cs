using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Comparing;

/// <summary>One dataset during one pass over its delivery: who is new, changed, unchanged, gone or held.</summary>
internal sealed class DatasetComparison(DatasetDefinition dataset, DatasetComparison? parent, string workFolder) : IDisposable
{
    private readonly RecordSpool _changed = new(dataset, workFolder);
    private readonly RecordSpool _rejected = new(dataset, workFolder);
    private readonly HashSet<HeldKey> _held = [];
    private readonly HashSet<Hash128> _conflicts = [];
    private readonly HashSet<Hash128> _facts = [];
    private readonly bool _hasUntracked = dataset.Columns.Any(column => !column.Tracked);
    private long _records;
    private long _collapsed;
    private long _skipped;
    private long _ignoredFacts;

    public DatasetDefinition Dataset => dataset;

    public FingerprintTable Table { get; } = new(
        dataset.Columns.Any(column => !column.Tracked), hasParents: dataset.Parent is not null);

    /// <summary>Whether every absent key is held, because a record that could not be read may be any of them (H15).</summary>
    public bool AbsencesHeld { get; private set; }

    /// <summary>Keys that stand in the delivery with different values, or beside a rejected record of the same key.</summary>
    public IReadOnlySet<Hash128> Conflicts => _conflicts;

    public IReadOnlySet<HeldKey> Held => _held;

    /// <summary>Whether the record last read of this dataset is left out, and with it the nested lists under it.</summary>
    public bool LastIsLeftOut { get; private set; }

    public void Observe(ReadRecord record, Verdict verdict)
    {
        LastIsLeftOut = parent is { LastIsLeftOut: true };
        if (LastIsLeftOut)
        {
            return; // its parent's raw text, in quarantine, holds it
        }

        _records++;
        switch (record.Outcome, verdict)
        {
            case (RecordOutcome.Skipped, _):
                _skipped++;
                LastIsLeftOut = true;
                break;
            case (RecordOutcome.Rejected, _):
                Reject(record, record.Rejection!);
                break;
            case (_, Verdict.Superseded):
                _collapsed++;
                LastIsLeftOut = true;
                break;
            case (_, Verdict.Conflicts):
                Reject(record, new Rejection(
                    RejectionReason.Conflict, null, null, $"Another record of this file has the same key with other values. {Remedy}", Hold.Key));
                break;
            case (_, Verdict.KnownFact):
                LeaveOut(record);
                break;
            default:
                Accept(record);
                break;
        }
    }

    /// <summary>Known facts with other values whose lists are to be left out with them: the file is read again for that (H16).</summary>
    public IEnumerable<(string Dataset, Hash128 Key)> FactsWithLists() => SettlesFacts && dataset.Lists.Count > 0
        ? Table.With(KeyState.Open | KeyState.Seen | KeyState.RowDiffers).Select(key => (dataset.Name, key))
        : [];

    /// <summary>Facts that are known with other values go to quarantine, or are left out, as the feed says (H22).</summary>
    public void SettleFacts()
    {
        if (!SettlesFacts)
        {
            return;
        }

        foreach (var record in _changed.Read().Where(record => ChangeOf(record) is KeyState.RowDiffers))
        {
            if (dataset.OnConflict is OnConflict.Ignore)
            {
                _ignoredFacts++;
                continue;
            }

            _held.Add(new HeldKey(HoldScope.Key, record.Key!.Value));
            _rejected.Add(record with { Outcome = RecordOutcome.Rejected, Rejection = KnownFact, Values = [] });
        }
    }

    public DatasetTally Tally()
    {
        var (@new, changed, refreshed, unchanged) = Table.Census();
        var facts = SettlesFacts ? changed : 0;
        var gone = Gone().LongCount();
        return new DatasetTally
        {
            Records = _records,
            Accepted = @new + changed + refreshed + unchanged - facts,
            Collapsed = _collapsed,
            Skipped = _skipped + _ignoredFacts,
            Quarantined = _rejected.Count,
            New = @new,
            Changed = changed - facts,
            Refreshed = refreshed,
            Unchanged = unchanged,
            Gone = gone,
            Held = Table.OpenAndNotSeen().LongCount() - gone + (dataset.OnConflict is OnConflict.Quarantine ? facts : 0),
            OpenBefore = Table.OpenCount,
        };
    }

    /// <summary>The records that open a version.</summary>
    /// <param name="isNew">Only those of keys without an open version, or only those of keys that have one; null for both.</param>
    public IEnumerable<ReadRecord> Opened(bool? isNew = null) => _changed.Read().Where(record => ChangeOf(record) switch
    {
        KeyState.Seen => isNew is not false,
        KeyState.RowDiffers => isNew is not true && !SettlesFacts,
        _ => false,
    });

    /// <summary>The records that refresh untracked columns of their open version.</summary>
    public IEnumerable<ReadRecord> Refreshed() => _hasUntracked
        ? _changed.Read().Where(record => ChangeOf(record) is KeyState.UntrackedDiffers)
        : [];

    /// <summary>The keys whose open version the delivery holds with the same tracked values, in no order.</summary>
    public IEnumerable<Hash128> Confirmed() => Table.With(KeyState.Open | KeyState.Seen)
        .Where(key => !Table.StateOf(key).HasFlag(KeyState.RowDiffers));

    /// <summary>The keys with an open version that this comparison knows, in no order.</summary>
    public IEnumerable<Hash128> Open() => Table.With(KeyState.Open);

    public IEnumerable<ReadRecord> Rejected() => _rejected.Read();

    /// <summary>The keys whose open version ends, in no order.</summary>
    public IEnumerable<Hash128> Gone() => Table.OpenAndNotSeen()
        .Where(absent => !IsKept(absent.Parent, absent.State))
        .Select(absent => absent.Key);

    public void Dispose()
    {
        _changed.Dispose();
        _rejected.Dispose();
    }

    private static Rejection KnownFact { get; } = new(
        RejectionReason.Fact, null, null, "The fact is known with other values, and facts never change. "
        + "The version that is known stays. Where the source corrects its facts, write on_conflict: version.", Hold.Key);

    private bool SettlesFacts => dataset.Mode is DatasetMode.Append && dataset.OnConflict is not OnConflict.Version;

    private string Remedy => dataset.OrderBy is null
        ? "All of them are held back; where one column tells which is the latest, name it as order_by."
        : $"All of them are held back, because '{dataset.OrderBy}' does not decide between them.";

    // A key that is neither in the delivery nor gone: it, its siblings or its parent is held, or any absent key may be.
    private bool IsKept(Hash128? parentKey, KeyState state) =>
        AbsencesHeld
        || state.HasFlag(KeyState.Held)
        || (parentKey is { } key && (_held.Contains(new HeldKey(HoldScope.Siblings, key)) || parent!.IsHeldKey(key)));

    private bool IsHeldKey(Hash128 key)
    {
        var state = Table.StateOf(key);
        return state.HasFlag(KeyState.Held)
            || (state.HasFlag(KeyState.Open) && !state.HasFlag(KeyState.Seen) && IsKept(Table.ParentOf(key), state));
    }

    private void Accept(ReadRecord record)
    {
        var key = record.Key!.Value;
        var fingerprint = new Fingerprint(key, record.Row, record.Untracked, record.ParentKey);
        switch (Table.See(fingerprint, out var state))
        {
            case Sighting.First:
                if (ChangeOf(state) is not KeyState.None)
                {
                    _changed.Add(record);
                }

                break;
            case Sighting.Duplicate:
                _collapsed++;
                break;
            default:
                _conflicts.Add(key);
                break;
        }

        if (state.HasFlag(KeyState.Held))
        {
            _conflicts.Add(key);
        }
    }

    private void LeaveOut(ReadRecord record)
    {
        LastIsLeftOut = true;
        if (!_facts.Add(record.Key!.Value))
        {
            _collapsed++;
        }
        else if (dataset.OnConflict is OnConflict.Ignore)
        {
            _skipped++;
        }
        else
        {
            Reject(record, KnownFact);
        }
    }

    private void Reject(ReadRecord record, Rejection rejection)
    {
        LastIsLeftOut = true;
        _rejected.Add(record with { Outcome = RecordOutcome.Rejected, Rejection = rejection, Values = [] });
        switch (rejection.Hold)
        {
            case Hold.Key when record.Key is { } key:
                Table.Hold(key);
                _held.Add(new HeldKey(HoldScope.Key, key));
                if (Table.StateOf(key).HasFlag(KeyState.Seen))
                {
                    _conflicts.Add(key);
                }

                break;
            case Hold.Siblings when record.ParentKey is { } parentKey:
                _held.Add(new HeldKey(HoldScope.Siblings, parentKey));
                break;
            case Hold.Absent:
                AbsencesHeld = true;
                break;
        }
    }

    private KeyState ChangeOf(ReadRecord record) => ChangeOf(Table.StateOf(record.Key!.Value));

    // One bit of the key's state: the strongest thing that its record changes.
    private static KeyState ChangeOf(KeyState state) => !state.HasFlag(KeyState.Open) ? KeyState.Seen
        : state.HasFlag(KeyState.RowDiffers) ? KeyState.RowDiffers
        : state.HasFlag(KeyState.UntrackedDiffers) ? KeyState.UntrackedDiffers
        : KeyState.None;
}
