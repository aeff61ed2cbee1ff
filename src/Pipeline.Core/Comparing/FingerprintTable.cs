using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Comparing;

/// <summary>The keys of one dataset during one night: what is open in silver, and what the delivery brought.</summary>
/// <remarks>
/// A flat table with open addressing: at most 45 bytes a key for a plain dataset (a key and a row hash of 16 bytes each
/// and a state, at a load of up to 3/4), so that 40 million records need under 2 GB and the garbage collector has five objects to look at.
/// Keys are SHA-256 prefixes, so their own bits are the best hash there is.
/// </remarks>
internal sealed class FingerprintTable(bool tracksUntracked, bool hasParents)
{
    private const int MinCapacity = 1 << 10;

    // A version that is older than the dataset's first untracked column has null in it, which is no change (H26).
    internal static readonly Hash128 NothingUntracked = RecordHasher.Hash([]);

    private Hash128[] _keys = new Hash128[MinCapacity];
    private Hash128[] _rows = new Hash128[MinCapacity];
    private Hash128[] _untracked = tracksUntracked ? new Hash128[MinCapacity] : [];
    private Hash128[] _parents = hasParents ? new Hash128[MinCapacity] : [];
    private KeyState[] _states = new KeyState[MinCapacity];

    /// <summary>How many keys the table holds.</summary>
    public int Count { get; private set; }

    /// <summary>How many keys have an open version.</summary>
    public long OpenCount { get; private set; }

    /// <summary>Adds an open version that the delivery has not been compared with yet.</summary>
    public void AddOpen(in Fingerprint open)
    {
        ref var state = ref Slot(open.Key, out var slot);
        OpenCount++;
        if (state.HasFlag(KeyState.Seen))
        {
            state |= KeyState.Open | Difference(slot, open.Row, open.Untracked);
            return;
        }

        state |= KeyState.Open;
        Store(slot, open);
    }

    /// <summary>Notes that the delivery holds a record, and tells whether another record of the same key came before it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="state">What is known of its key from now on.</param>
    public Sighting See(in Fingerprint record, out KeyState state)
    {
        ref var known = ref Slot(record.Key, out var slot);
        if (known.HasFlag(KeyState.Seen))
        {
            state = known;
            return Difference(slot, record.Row, record.Untracked) is KeyState.None ? Sighting.Duplicate : Sighting.Conflict;
        }

        if (known.HasFlag(KeyState.Open))
        {
            known |= Difference(slot, record.Row, record.Untracked);
        }

        known |= KeyState.Seen;
        state = known;
        Store(slot, record);
        return Sighting.First;
    }

    /// <summary>Notes that a row of this key is quarantined.</summary>
    public void Hold(Hash128 key) => Slot(key, out _) |= KeyState.Held;

    /// <summary>What is known of a key; <see cref="KeyState.None"/> where it is not in the table.</summary>
    public KeyState StateOf(Hash128 key)
    {
        var slot = Find(key);
        return _states[slot];
    }

    /// <summary>The hash of the parent's key of a key in the table; null for a root record.</summary>
    public Hash128? ParentOf(Hash128 key) => hasParents ? _parents[Find(key)] : null;

    /// <summary>How many keys of the delivery are new, changed, changed in untracked columns only, and unchanged.</summary>
    public (long New, long Changed, long Refreshed, long Unchanged) Census()
    {
        var (added, changed, refreshed, unchanged) = (0L, 0L, 0L, 0L);
        foreach (var state in _states)
        {
            if (!state.HasFlag(KeyState.Seen))
            {
                continue;
            }

            _ = !state.HasFlag(KeyState.Open) ? added++
                : state.HasFlag(KeyState.RowDiffers) ? changed++
                : state.HasFlag(KeyState.UntrackedDiffers) ? refreshed++
                : unchanged++;
        }

        return (added, changed, refreshed, unchanged);
    }

    /// <summary>The keys with an open version that the delivery does not hold, with their parents', in no order.</summary>
    public IEnumerable<(Hash128 Key, Hash128? Parent, KeyState State)> OpenAndNotSeen()
    {
        for (var slot = 0; slot < _keys.Length; slot++)
        {
            if ((_states[slot] & (KeyState.Open | KeyState.Seen)) == KeyState.Open)
            {
                yield return (_keys[slot], hasParents ? _parents[slot] : null, _states[slot]);
            }
        }
    }

    /// <summary>The keys of which all of this is known, in no order; with <see cref="KeyState.None"/>, every key of the table.</summary>
    public IEnumerable<Hash128> With(KeyState state)
    {
        for (var slot = 0; slot < _keys.Length; slot++)
        {
            if (_states[slot] is not KeyState.None && _states[slot].HasFlag(state))
            {
                yield return _keys[slot];
            }
        }
    }

    private KeyState Difference(int slot, Hash128 row, Hash128? untracked)
    {
        var difference = _rows[slot] == row ? KeyState.None : KeyState.RowDiffers;
        return tracksUntracked && _untracked[slot] != (untracked ?? NothingUntracked)
            ? difference | KeyState.UntrackedDiffers
            : difference;
    }

    private void Store(int slot, in Fingerprint fingerprint)
    {
        _rows[slot] = fingerprint.Row;
        if (tracksUntracked)
        {
            _untracked[slot] = fingerprint.Untracked ?? NothingUntracked;
        }

        if (hasParents)
        {
            _parents[slot] = fingerprint.Parent.GetValueOrDefault();
        }
    }

    private ref KeyState Slot(Hash128 key, out int slot)
    {
        if ((Count + 1L) * 4 > _keys.Length * 3L)
        {
            Grow();
        }

        slot = Find(key);
        if (_states[slot] is KeyState.None)
        {
            _keys[slot] = key;
            Count++;
        }

        return ref _states[slot];
    }

    private int Find(Hash128 key)
    {
        var mask = _keys.Length - 1;
        var slot = (int)key.High & mask;
        while (_states[slot] is not KeyState.None && _keys[slot] != key)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var (keys, rows, untracked, parents, states) = (_keys, _rows, _untracked, _parents, _states);
        var capacity = checked(keys.Length * 2);
        _keys = new Hash128[capacity];
        _rows = new Hash128[capacity];
        _untracked = tracksUntracked ? new Hash128[capacity] : [];
        _parents = hasParents ? new Hash128[capacity] : [];
        _states = new KeyState[capacity];
        for (var old = 0; old < keys.Length; old++)
        {
            if (states[old] is KeyState.None)
            {
                continue;
            }

            var slot = Find(keys[old]);
            _keys[slot] = keys[old];
            _states[slot] = states[old];
            Store(slot, new Fingerprint(
                keys[old], rows[old], tracksUntracked ? untracked[old] : null, hasParents ? parents[old] : null));
        }
    }
}

/// <summary>Whether a record is the first of its key in the delivery.</summary>
internal enum Sighting
{
    /// <summary>The first of its key.</summary>
    First,

    /// <summary>The same key came before, with the same values.</summary>
    Duplicate,

    /// <summary>The same key came before, with other values.</summary>
    Conflict,
}
