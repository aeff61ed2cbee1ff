using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Dropping;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Records.Json;

/// <summary>Reads the records of one dataset from parsed JSON, and the nested lists under them.</summary>
internal sealed class JsonDataset
{
    private readonly DatasetDefinition _dataset;
    private readonly DropTree? _drop;
    private readonly DatasetCensus _census;
    private readonly Rejections _rejections;
    private readonly RecordTyper _typer;
    private readonly JsonFields _fields;
    private readonly (byte[][] Path, SkipCondition Condition)[] _skips;
    private readonly bool _needsObject;
    private readonly List<(byte[] Name, bool IsKnown)> _layout = [];
    private readonly (byte[][] Path, JsonDataset Reader)[] _lists;

    public JsonDataset(
        DatasetDefinition dataset, DropTree? drop, IReadOnlyDictionary<string, DatasetCensus> censuses, CarriedColumns held)
    {
        (_dataset, _drop, _census) = (dataset, drop, censuses[dataset.Name]);
        _rejections = new Rejections(dataset, withholds: drop is not null);
        _typer = new RecordTyper(dataset, _rejections, held.Of(dataset));
        _fields = new JsonFields(dataset.Columns, _census);
        _skips = [.. dataset.SkipWhen.Select(condition => (JsonFields.Encode(condition.Path), condition))];
        _needsObject = dataset.Lists.Count > 0 || dataset.Columns
            .Skip(dataset.ParentKeyColumns)
            .Any(column => column is { DerivedFrom: null, Path.Count: > 0 });
        _lists = [.. dataset.Lists.Select(list =>
            (JsonFields.Encode(list.ListPath), new JsonDataset(list, drop?.At(list.ListPath), censuses, held)))];
    }

    /// <summary>A record that could not be decoded or parsed.</summary>
    public ReadRecord Unreadable(string raw, RecordPosition position, string message) =>
        Reject(_rejections.Unreadable(raw, message), raw, position, null);

    /// <summary>One record, its nested lists left out.</summary>
    /// <param name="element">The record.</param>
    /// <param name="document">The bytes that it was parsed from: the record keeps a slice of them.</param>
    /// <param name="position">Where it stands; its number is given here.</param>
    /// <param name="parent">The record that holds the list, and the canonical values of its key; null for a root record.</param>
    public ReadRecord Read(JsonElement element, ReadOnlyMemory<byte> document, RecordPosition position, Parent? parent)
    {
        if (_needsObject && element.ValueKind is not JsonValueKind.Object)
        {
            return Misshapen(element, position, parent, $"A record of {_dataset.Name} must be a JSON object, and this is {Describe(element)}. Fix it at the vendor.");
        }

        NoteFields(element);
        _fields.Record = element;
        var typed = IsFiller(element) ? TypedRecord.Filler : _typer.Type(_fields, parent?.Values);
        return End(typed.ToRecord(_dataset, position with { Ordinal = _census.Begin() }, RawOf(element, document), parent?.Hash));
    }

    private bool IsFiller(JsonElement element) =>
        _skips.Length > 0 && Array.TrueForAll(_skips, skip => JsonFields.Find(element, skip.Path).Matches(skip.Condition.Value));

    /// <summary>The nested lists of an accepted record, each child followed by its own; nothing for any other record (H16).</summary>
    /// <param name="element">The accepted record's JSON.</param>
    /// <param name="record">The accepted record.</param>
    /// <param name="document">The bytes that the JSON was parsed from: offsets are counted in them.</param>
    /// <param name="start">The offset of the first of these bytes in the file.</param>
    public IEnumerable<ReadRecord> ReadLists(JsonElement element, ReadRecord record, ReadOnlyMemory<byte> document, long start)
    {
        if (record.Outcome is not RecordOutcome.Accepted)
        {
            yield break;
        }

        var parent = new Parent(record.Key, [.. _typer.KeyColumns.Select(column => record.Values[column])]);
        foreach (var (path, list) in _lists)
        {
            JsonFields.TryFind(element, path, out var children);
            if (children.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                continue;
            }

            var position = record.Position with { ByteOffset = OffsetOf(children, document, start) };
            if (children.ValueKind is not JsonValueKind.Array)
            {
                yield return list.NoList(children, position, parent);
                continue;
            }

            foreach (var child in children.EnumerateArray())
            {
                var read = list.Read(child, document, position with { ByteOffset = OffsetOf(child, document, start) }, parent);
                yield return read;
                foreach (var grandchild in list._lists.Length == 0 ? [] : list.ReadLists(child, read, document, start))
                {
                    yield return grandchild;
                }
            }
        }
    }

    private ReadRecord NoList(JsonElement element, RecordPosition position, Parent parent) => Misshapen(
        element,
        position,
        parent,
        $"The list {string.Join('.', _dataset.ListPath)} must be a JSON array, and this is {Describe(element)}. Correct `from:` of {_dataset.Name}, or fix it at the vendor.");

    private ReadRecord Misshapen(JsonElement element, RecordPosition position, Parent? parent, string message)
    {
        var raw = element.GetRawText();
        return Reject(_rejections.Shape(raw, message), raw, position, parent);
    }

    private ReadRecord Reject(Rejection rejection, string raw, RecordPosition position, Parent? parent) => End(
        TypedRecord.Rejected(rejection).ToRecord(_dataset, position with { Ordinal = _census.Begin() }, _rejections.KeepUtf8(raw), parent?.Hash));
    private ReadRecord End(ReadRecord record)
    {
        _census.End(record);
        return record;
    }

    private ReadOnlyMemory<byte> RawOf(JsonElement element, ReadOnlyMemory<byte> document)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (_drop is null)
        {
            return document.Slice((int)OffsetOf(element, document, 0), raw.Length);
        }

        try
        {
            return JsonCopier.Copy(raw, _drop);
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetBytes(Rejections.Withheld); // a name that is no text: it can't be distinguished from a dropped one
        }
    }

    // Records mostly have the same fields in the same order, so each is compared with the one that stood in its place.
    private void NoteFields(JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        var index = 0;
        foreach (var property in element.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(property);
            if (index == _layout.Count)
            {
                _layout.Add((name.ToArray(), Note(name)));
            }
            else if (!name.SequenceEqual(_layout[index].Name))
            {
                _layout[index] = (name.ToArray(), Note(name));
            }

            index++;
        }
    }

    private bool Note(ReadOnlySpan<byte> rawName)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. rawName, (byte)'"']);
        try
        {
            return reader.Read() && _census.Knows(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return _census.Knows(Encoding.UTF8.GetString(rawName));
        }
    }

    private static long OffsetOf(JsonElement element, ReadOnlyMemory<byte> document, long start) =>
        document.Span.Overlaps(JsonMarshal.GetRawUtf8Value(element), out var offset) ? start + offset : start;

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };

    /// <summary>What a child takes from its parent.</summary>
    /// <param name="Hash">The hash of the parent's key.</param>
    /// <param name="Values">The canonical values of the parent's key, in the key's order.</param>
    internal sealed record Parent(Hash128? Hash, string?[] Values);
}
