using System.Globalization;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;

namespace Pipeline.Core.Tests.Deliveries.Receiving;

/// <summary>A source of one file that misbehaves as a test says, and writes down what it was asked.</summary>
internal sealed class ScriptedSource(byte[]? content, DateTimeOffset? modifiedAt) : IFileSource
{
    public byte[]? Content { get; set; } = content;

    public DateTimeOffset? ModifiedAt { get; set; } = modifiedAt;

    public List<string> Asked { get; } = [];

    /// <summary>Called before each look at the file, with the number of looks so far.</summary>
    public Action<int>? OnFind { get; set; }

    /// <summary>Called before each copy with the number of copies so far; says how many bytes are sent and what happens then.</summary>
    public Func<int, (int Bytes, Exception? Fault)>? OnCopy { get; set; }

    public string Location => "scripted://vendor";

    public static SourceUnavailableException Broken { get; } = new(
        new Fault { What = "The connection broke.", Next = [new NextStep("Run again")], IsTransient = true });

    public Task<FileFacts?> FindAsync(string path, CancellationToken cancellationToken)
    {
        OnFind?.Invoke(Asked.Count(call => call == "find"));
        Asked.Add("find");
        return Task.FromResult(Content is null ? null : new FileFacts(Content.Length, ModifiedAt));
    }

    public async Task CopyAsync(string path, long offset, Stream target, CancellationToken cancellationToken)
    {
        var bytes = Content!;
        var script = OnCopy?.Invoke(Asked.Count(call => call.StartsWith("copy", StringComparison.Ordinal))) ?? (bytes.Length, null);
        Asked.Add(string.Create(CultureInfo.InvariantCulture, $"copy from {offset}"));
        await target.WriteAsync(bytes.AsMemory((int)offset, Math.Min(script.Bytes, bytes.Length - (int)offset)), cancellationToken);
        if (script.Fault is not null)
        {
            throw script.Fault;
        }
    }
}
