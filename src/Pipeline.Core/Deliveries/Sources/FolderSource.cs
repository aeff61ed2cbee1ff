using Pipeline.Core.Faults;

namespace Pipeline.Core.Deliveries.Sources;

/// <summary>A folder that files are put into: on this machine, or mounted.</summary>
/// <param name="folder">The folder; a relative one is relative to the current directory.</param>
public sealed class FolderSource(string folder) : IFileSource
{
    private const int BufferSize = 1 << 20;

    private readonly string root = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public string Location => root;

    /// <inheritdoc/>
    public Task<FileFacts?> FindAsync(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RequireFolder(root);
        var file = new FileInfo(Resolve(path));
        return Task.FromResult(file.Exists
            ? new FileFacts(file.Length, new DateTimeOffset(file.LastWriteTimeUtc))
            : null);
    }

    /// <inheritdoc/>
    public async Task CopyAsync(string path, long offset, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var file = Resolve(path);
        await using var input = Open(file, offset);
        var buffer = new byte[BufferSize];
        while (await ReadAsync(input, buffer, file, cancellationToken) is var count and > 0)
        {
            await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }

    private static FileStream Open(string file, long offset)
    {
        try
        {
            var input = new FileStream(file, new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                BufferSize = 0,
            });
            input.Position = offset;
            return input;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, fault);
        }
    }

    // Only reading is guarded: what the target throws is the target's own fault.
    private static async Task<int> ReadAsync(FileStream input, byte[] buffer, string file, CancellationToken cancellationToken)
    {
        try
        {
            return await input.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException fault)
        {
            throw Unreadable(file, fault);
        }
    }

    private static void RequireFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new SourceUnavailableException(
                new Fault
                {
                    What = $"There is no folder {folder}.",
                    Why = "Its files can't be received, so the night can't begin.",
                    Untouched = "Nothing was changed: archive, bronze, silver and gold are unchanged.",
                    Next = [NextStep.Run("Create or mount it, or name another one", "run", NextStep.Feed, "--source", "NAME=FOLDER")],
                });
        }
    }

    // A disk or mount that fails may come back; a file that is gone or forbidden stays so until somebody acts.
    private static SourceUnavailableException Unreadable(string path, Exception fault) => new(
        new Fault
        {
            What = $"{path} can't be read: {fault.Message}",
            Why = "Without it the delivery is not complete.",
            Untouched = "Nothing was changed but the archive's receiving folder, where what has come so far is kept.",
            Next = [NextStep.Run("Make it readable, then run", "run", NextStep.Feed)],
            IsTransient = fault is IOException and not (FileNotFoundException or DirectoryNotFoundException),
        },
        fault);

    private string Resolve(string path) => Path.Combine([root, .. SourcePath.Split(path)]);
}
