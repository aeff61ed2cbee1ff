using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Core.Records.Hashing;

/// <summary>The hash of a set of columns: the first 16 bytes of a SHA-256 over (name, canonical value) pairs (H11).</summary>
/// <remarks>
/// The pairs are ordered by the bytes of their names in UTF-8, nulls are left out, and name and value are each preceded
/// by their length in bytes (32 bits, big-endian). Hashes are stored for ever: this form must never change.
/// </remarks>
public sealed class RecordHasher
{
    // One for all: making a new one for every record costs as much as hashing it.
    [ThreadStatic]
    private static IncrementalHash? _sha256;

    private readonly (int Column, byte[] Name)[] _columns;
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    /// <summary>A hasher of some columns of a row.</summary>
    /// <param name="columns">Where each column stands in the row's values, and its name.</param>
    public RecordHasher(IEnumerable<(int Column, string Name)> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns.Select(column => (column.Column, Encoding.UTF8.GetBytes(column.Name)))];
        Array.Sort(_columns, (left, right) => left.Item2.AsSpan().SequenceCompareTo(right.Item2));
    }

    /// <summary>The hash of pairs, given in any order.</summary>
    public static Hash128 Hash(IReadOnlyList<(string Name, string? Canonical)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return new RecordHasher(pairs.Select((pair, index) => (index, pair.Name)))
            .Hash([.. pairs.Select(pair => pair.Canonical)]);
    }

    /// <summary>The hash of this hasher's columns in a row of canonical values. Not for several threads at once.</summary>
    public Hash128 Hash(ReadOnlySpan<string?> values)
    {
        _buffer.ResetWrittenCount();
        foreach (var (column, name) in _columns)
        {
            if (values[column] is { } value)
            {
                Append(name);
                Append(value);
            }
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _sha256.AppendData(_buffer.WrittenSpan);
        _sha256.GetHashAndReset(digest);
        return Hash128.Read(digest);
    }

    private void Append(byte[] name)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), name.Length);
        _buffer.Advance(sizeof(int));
        _buffer.Write(name);
    }

    private void Append(string value)
    {
        var target = _buffer.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, target[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        _buffer.Advance(sizeof(int) + length);
    }
}
