using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>A part of all keys, by the hash of their root record's key: hashes are evenly distributed, and so are parts.</summary>
/// <param name="From">The first hash of the part.</param>
/// <param name="To">The last hash of the part.</param>
public readonly record struct HashRange(Hash128 From, Hash128 To)
{
    /// <summary>Every key.</summary>
    public static HashRange All { get; } = new(new Hash128(0, 0), new Hash128(ulong.MaxValue, ulong.MaxValue));

    /// <summary>One of several parts of even size.</summary>
    /// <param name="part">Which, from 0.</param>
    /// <param name="parts">How many there are.</param>
    public static HashRange Of(long part, long parts)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, parts);
        var whole = UInt128.MaxValue;
        var size = whole / (UInt128)parts;
        var from = size * (UInt128)part;
        var to = part + 1 == parts ? whole : from + size - 1;
        return new HashRange(ToHash(from), ToHash(to));
    }

    /// <summary>The part cut into smaller ones of even size.</summary>
    public IEnumerable<HashRange> Split(long parts)
    {
        var (first, last) = (ToNumber(From), ToNumber(To));
        var size = (last - first) / (UInt128)parts;
        for (var part = 0L; part < parts; part++)
        {
            var from = first + (size * (UInt128)part);
            yield return new HashRange(ToHash(from), part + 1 == parts ? To : ToHash(from + size - 1));
        }
    }

    /// <summary>Whether a hash is in the part.</summary>
    public bool Contains(Hash128 hash) => hash >= From && hash <= To;

    private static UInt128 ToNumber(Hash128 hash) => new(hash.High, hash.Low);

    private static Hash128 ToHash(UInt128 number) => new((ulong)(number >> 64), (ulong)number);
}
