using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Framing;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Records.Unpacking;

namespace Pipeline.Core.Records.Dropping;

/// <summary>Copies a JSON file without the fields that are dropped, token by token: also what stands outside the rows.</summary>
internal static class JsonScrubbing
{
    private const int FlushBytes = 64 * 1024;

    private static readonly byte[] WithheldLine = Encoding.UTF8.GetBytes(Rejections.Withheld);

    public static async Task CopyAsync(
        IReadOnlyList<IReadOnlyList<string>> drop, DatasetDefinition dataset, DeliveryStream source, string file, Stream target, CancellationToken ct)
    {
        using var window = new ByteWindow(source);
        var buffer = new ArrayBufferWriter<byte>(2 * FlushBytes);
        var isOneText = JsonStart.Find(window, file) is (byte)'[' || dataset.Rows.Count > 0;
        var pieces = isOneText
            ? CopyText(window, DropTree.Of(drop.Select(path => (IReadOnlyList<string>)[.. dataset.Rows, .. path])), buffer, file)
            : CopyLines(window, DropTree.Of(drop), buffer, file);
        foreach (var _ in pieces)
        {
            ct.ThrowIfCancellationRequested();
            if (buffer.WrittenCount >= FlushBytes)
            {
                await target.WriteAsync(buffer.WrittenMemory, ct);
                buffer.ResetWrittenCount();
            }
        }

        await target.WriteAsync(buffer.WrittenMemory, ct);
    }

    // Yields after each token, so that the buffer can be emptied.
    private static IEnumerable<bool> CopyText(ByteWindow window, DropTree? drop, ArrayBufferWriter<byte> buffer, string file)
    {
        var copier = new JsonCopier(drop, buffer);
        var tokens = new JsonTokens(window, ReadLimits.Nesting + 1, file) { Copier = copier, Place = "the file" };
        while (tokens.ReadToken() is not JsonTokenType.None)
        {
            yield return true;
        }
    }

    private static IEnumerable<bool> CopyLines(ByteWindow window, DropTree? drop, ArrayBufferWriter<byte> buffer, string file)
    {
        var framer = new JsonLinesFramer(window, file);
        while (framer.TryNext(out var frame))
        {
            CopyLine(frame, drop, buffer, file);
            yield return true;
        }
    }

    // A line that can't be taken apart is replaced by one that can't be either, so that it is quarantined all the same.
    private static void CopyLine(Frame frame, DropTree? drop, ArrayBufferWriter<byte> buffer, string file)
    {
        var line = new ArrayBufferWriter<byte>();
        try
        {
            if (Utf8.IsValid(frame.Bytes.Span))
            {
                JsonCopier.Copy(frame.Bytes.Span, drop, line);
            }
            else
            {
                line.Write(WithheldLine);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            if (!frame.IsTerminated)
            {
                throw DeliveryFaults.LastLine(file, frame);
            }

            line.ResetWrittenCount();
            line.Write(WithheldLine);
        }

        buffer.Write(line.WrittenSpan);
        buffer.Write("\n"u8);
    }
}
