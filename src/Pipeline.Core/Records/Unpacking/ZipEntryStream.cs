using System.IO.Compression;
using System.IO.Hashing;

namespace Pipeline.Core.Records.Unpacking;

/// <summary>The one file of a zip file that is read, its length and CRC-32 compared at the end: .NET does neither.</summary>
internal sealed class ZipEntryStream : ReadOnlyStream
{
    private readonly ZipArchive _archive;
    private readonly ZipArchiveEntry _entry;
    private readonly Stream _inner;
    private readonly Crc32 _crc = new();
    private long _length;

    /// <exception cref="InvalidDataException">It is no zip file, or does not tell which of its files is meant.</exception>
    public ZipEntryStream(Stream archived, string innerName)
    {
        _archive = new ZipArchive(archived, ZipArchiveMode.Read);
        _entry = Choose(_archive, Path.GetFileName(innerName));
        _inner = _entry.IsEncrypted ? throw new InvalidDataException($"Its file {_entry.Name} is encrypted.") : _entry.Open();
    }

    /// <summary>The name of the file inside the zip file.</summary>
    public string EntryName => _entry.Name;

    public override int Read(Span<byte> buffer)
    {
        var read = _inner.Read(buffer);
        _crc.Append(buffer[..read]);
        _length += read;
        return read > 0 || buffer.Length == 0 || (_length == _entry.Length && _crc.GetCurrentHashAsUInt32() == _entry.Crc32)
            ? read
            : throw new InvalidDataException($"Its file {_entry.Name} has not the length or the CRC-32 that the zip file tells.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            _archive.Dispose();
        }

        base.Dispose(disposing);
    }

    private static ZipArchiveEntry Choose(ZipArchive archive, string innerName)
    {
        var files = archive.Entries.Where(entry => entry.Name.Length > 0).ToList();
        return files.Count == 1 ? files[0]
            : files.Where(entry => entry.FullName == innerName).ToList() is [var only] ? only
            : throw new InvalidDataException($"It holds {files.Count} files, where one is needed, or one that is called {innerName}.");
    }
}
