using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Dropping;
using Pipeline.Core.Records.Framing;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Records.Unpacking;

namespace Pipeline.Core.Records.Json;

/// <summary>Reads the records of a JSON file: an array, one object a line, or the rows under a property.</summary>
internal sealed class JsonDelivery(
    DatasetDefinition dataset, IReadOnlyDictionary<string, DatasetCensus> censuses, string file, CarriedColumns held)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = ReadLimits.Nesting };

    private readonly JsonDataset _dataset = new(dataset, DropTree.Of(DropTree.PathsOf(dataset)), censuses, held);

    public IEnumerable<ReadRecord> Read(DeliveryStream stream)
    {
        using var window = new ByteWindow(stream);
        foreach (var framed in Frames(window))
        {
            var frame = framed with { Bytes = framed.Bytes.ToArray() }; // the window moves on, and records keep slices of this
            var position = new RecordPosition(0, frame.Line, frame.Offset);
            if (TryParse(frame, position, out var document, out var unreadable))
            {
                using (document)
                {
                    var record = _dataset.Read(document.RootElement, frame.Bytes, position, null);
                    yield return record;
                    foreach (var child in _dataset.ReadLists(document.RootElement, record, frame.Bytes, frame.Offset))
                    {
                        yield return child;
                    }
                }
            }
            else
            {
                yield return unreadable;
            }
        }
    }

    /// <summary>The records' bytes, by whichever framing the first byte tells.</summary>
    private IEnumerable<Frame> Frames(ByteWindow window)
    {
        var isArray = JsonStart.Find(window, file) is (byte)'[';
        if (isArray || dataset.Rows.Count > 0)
        {
            var framer = new JsonArrayFramer(window, dataset.Rows, file);
            while (framer.TryNext(out var frame))
            {
                yield return frame;
            }
        }
        else
        {
            var framer = new JsonLinesFramer(window, file);
            while (framer.TryNext(out var frame))
            {
                yield return frame;
            }
        }
    }

    private bool TryParse(Frame frame, RecordPosition position, out JsonDocument document, out ReadRecord unreadable)
    {
        (document, unreadable) = (null!, null!);
        if (!Utf8.IsValid(frame.Bytes.Span))
        {
            unreadable = Unreadable(frame, position, "The record is not valid UTF-8. Have the file written as UTF-8 (or UTF-16 with a byte order mark).");
            return false;
        }

        try
        {
            document = JsonDocument.Parse(frame.Bytes, Strict);
            return true;
        }
        catch (JsonException fault)
        {
            unreadable = JsonNesting.Exceeds(frame.Bytes.Span, ReadLimits.Nesting) ? throw DeliveryFaults.NestedTooDeep(file, "line " + frame.Line, frame.Offset)
                : !frame.IsTerminated ? throw DeliveryFaults.LastLine(file, frame)
                : Unreadable(frame, position, Explain(frame, fault));
            return false;
        }
        catch (InvalidOperationException)
        {
            unreadable = Unreadable(frame, position, "The record has a property whose name holds half of a surrogate pair. Fix it at the vendor.");
            return false;
        }
    }

    private ReadRecord Unreadable(Frame frame, RecordPosition position, string message) =>
        _dataset.Unreadable(Encoding.UTF8.GetString(frame.Bytes.Span), position, message);

    private static string Explain(Frame frame, JsonException fault)
    {
        var reason = JsonTokens.Reason(fault);
        return IsJson(frame.Bytes)
            ? $"The record has a property more than once, and nothing tells which is meant: {reason} Fix it at the vendor."
            : JsonLine.Objects(frame.Bytes.Span) is > 1 and var objects
            ? string.Create(CultureInfo.InvariantCulture, $"The line holds {objects:N0} JSON objects, where each needs a line of its own. Have them written so.")
            : $"The line is not one whole JSON object: {reason} Fix it at the vendor; if the file is one object over many lines, set `rows:` to the property that holds its records.";
    }

    private static bool IsJson(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
