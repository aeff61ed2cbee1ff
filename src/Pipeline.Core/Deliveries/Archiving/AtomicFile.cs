namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>Files that are there whole or not at all, also after a power cut: written beside, flushed, renamed.</summary>
/// <remarks>
/// .NET can't flush a directory, so after a power cut a rename may be undone; then the file before it, or none, is there,
/// which everything here takes for "not done yet".
/// </remarks>
internal static class AtomicFile
{
    /// <summary>Readable by the worker's own user only: deliveries hold the vendor's, and people's, data.</summary>
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Replaces a file's content.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".tmp";
        using (var output = Create(temporary, FileMode.Create))
        {
            output.Write(content);
            output.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Opens a file for reading and writing, for us alone, and creates it with mode 0600.</summary>
    public static FileStream Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
