using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Comparing;

/// <summary>Records of one dataset that wait on disk until the whole delivery has been read.</summary>
/// <remarks>
/// Nothing may be written to bronze or silver before the delivery is known to be whole, and memory must not grow with the
/// file: so what changed waits in a temporary file, which only this user can read and which is gone when it is closed.
/// </remarks>
internal sealed class RecordSpool : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly DatasetDefinition _dataset;
    private readonly FileStream _file;
    private readonly BinaryWriter _writer;

    public RecordSpool(DatasetDefinition dataset, string folder)
    {
        _dataset = dataset;
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BufferSize,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(Path.Combine(folder, $"{Path.GetRandomFileName()}.spool"), options);
        _writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>How many records wait.</summary>
    public long Count { get; private set; }

    public void Add(ReadRecord record)
    {
        Count++;
        _writer.Write(record.Position.Ordinal);
        _writer.Write(record.Position.Line);
        _writer.Write(record.Position.ByteOffset);
        Write(record.Key);
        Write(record.ParentKey);
        Write(record.Row);
        Write(record.Untracked);
        _writer.Write(record.Values.Count);
        foreach (var value in record.Values)
        {
            Write(value);
        }

        _writer.Write(record.Rejection is not null);
        if (record.Rejection is { } rejection)
        {
            _writer.Write((byte)rejection.Reason);
            Write(rejection.Column);
            Write(rejection.Value);
            _writer.Write(rejection.Message);
            _writer.Write((byte)rejection.Hold);
        }

        _writer.Write(record.RawUtf8.Length);
        _writer.Write(record.RawUtf8.Span);
    }

    /// <summary>Every record in the order it was added; may be read more than once, but nothing is added meanwhile.</summary>
    public IEnumerable<ReadRecord> Read()
    {
        _writer.Flush();
        _file.Position = 0;
        using var reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
        for (var read = 0L; read < Count; read++)
        {
            yield return ReadOne(reader);
        }
    }

    public void Dispose()
    {
        try
        {
            _writer.Dispose();
            _file.Dispose();
        }
        catch (IOException)
        {
            // A full disk can't take what was left to write. Nobody reads it any more, and the file must not stay.
            File.Delete(_file.Name);
        }
    }

    private ReadRecord ReadOne(BinaryReader reader)
    {
        var position = new RecordPosition(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        var (key, parent, row, untracked) = (ReadHash(reader), ReadHash(reader), ReadHash(reader), ReadHash(reader));
        var values = new string?[reader.ReadInt32()];
        for (var column = 0; column < values.Length; column++)
        {
            values[column] = ReadText(reader);
        }

        var rejection = reader.ReadBoolean()
            ? new Rejection(
                (RejectionReason)reader.ReadByte(), ReadText(reader), ReadText(reader), reader.ReadString(), (Hold)reader.ReadByte())
            : null;

        return new ReadRecord
        {
            Dataset = _dataset,
            Position = position,
            Outcome = rejection is null ? RecordOutcome.Accepted : RecordOutcome.Rejected,
            Key = key,
            ParentKey = parent,
            Row = row.GetValueOrDefault(),
            Untracked = untracked,
            Values = values,
            Rejection = rejection,
            RawUtf8 = reader.ReadBytes(reader.ReadInt32()),
        };
    }

    private void Write(Hash128? hash)
    {
        _writer.Write(hash.HasValue);
        if (hash is { } value)
        {
            _writer.Write(value.High);
            _writer.Write(value.Low);
        }
    }

    private void Write(string? text)
    {
        _writer.Write(text is not null);
        if (text is not null)
        {
            _writer.Write(text);
        }
    }

    private static Hash128? ReadHash(BinaryReader reader) =>
        reader.ReadBoolean() ? new Hash128(reader.ReadUInt64(), reader.ReadUInt64()) : null;

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
