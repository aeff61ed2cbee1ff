using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.SampleData;

/// <summary>One of the vendor's JSON dumps: an array of records, on one line without an end.</summary>
/// <param name="keyOf">The key of a record.</param>
/// <param name="records">The records, in the order of the file.</param>
internal sealed class JsonDump(Func<JsonObject, string?> keyOf, IEnumerable<JsonObject> records)
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = OneLine with { Indented = true, IndentSize = 2, NewLine = "\n" };

    private readonly List<JsonObject> records = [.. records];

    /// <summary>The keys of the records, in the order of the file, without doubles and without the record that has none.</summary>
    public IReadOnlyList<string> Keys => [.. records.Select(keyOf).OfType<string>().Distinct()];

    /// <summary>The record with this key; changing it changes the dump.</summary>
    public JsonObject this[string key] => records.First(record => keyOf(record) == key);

    /// <summary>The same records, which may be changed without changing this dump.</summary>
    public JsonDump Copy() => new(keyOf, records.Select(record => record.DeepClone().AsObject()));

    public void Add(JsonObject record) => records.Add(record);

    public void Insert(int place, JsonObject record) => records.Insert(place, record);

    public void Remove(string key) => records.Remove(this[key]);

    /// <summary>Says a record once more, word for word, in another place.</summary>
    public void Duplicate(string key, int place) => records.Insert(place, this[key].DeepClone().AsObject());

    /// <summary>The dump as the vendor sends it.</summary>
    public byte[] ToBytes() => Write(new JsonArray([.. Copy().records]), OneLine);

    /// <summary>Nothing new, said differently: other order of records, properties and lists, and indented.</summary>
    public byte[] ToReorderedBytes(SeededRandom random) =>
        Write(new JsonArray([.. random.Shuffle(records).Select(Reversed)]), Indented);

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject properties => new JsonObject(properties.Reverse().Select(property => KeyValuePair.Create(property.Key, Reversed(property.Value)))),
        JsonArray elements => new JsonArray([.. elements.Reverse().Select(Reversed)]),
        _ => node?.DeepClone(),
    };

    private static byte[] Write(JsonArray array, JsonWriterOptions options)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, options))
        {
            array.WriteTo(writer);
        }

        return bytes.ToArray();
    }
}
