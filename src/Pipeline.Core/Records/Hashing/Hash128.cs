using System.Buffers.Binary;
using System.Globalization;

namespace Pipeline.Core.Records.Hashing;

/// <summary>The first 16 bytes of a SHA-256: what keys and rows are compared by.</summary>
/// <param name="High">The first eight bytes, big-endian, so that the order of hashes is the order of their bytes.</param>
/// <param name="Low">The last eight bytes.</param>
public readonly record struct Hash128(ulong High, ulong Low) : IComparable<Hash128>
{
    /// <summary>How many bytes a hash has.</summary>
    public const int Size = 16;

    public static Hash128 Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    public static bool operator <(Hash128 left, Hash128 right) => left.CompareTo(right) < 0;

    public static bool operator >(Hash128 left, Hash128 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Hash128 left, Hash128 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Hash128 left, Hash128 right) => left.CompareTo(right) >= 0;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, High);
        BinaryPrimitives.WriteUInt64BigEndian(target[8..], Low);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    public int CompareTo(Hash128 other) => High == other.High ? Low.CompareTo(other.Low) : High.CompareTo(other.High);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");
}
