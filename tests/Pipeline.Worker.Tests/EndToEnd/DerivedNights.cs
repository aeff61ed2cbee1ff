using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Worker.Tests.EndToEnd;

/// <summary>Later nights of the real data, made by a seed: the vendor deletes, edits, brings back, repeats, and writes it all again.</summary>
internal sealed class DerivedNights
{
    private const int EditsPerNight = 12;
    private const double Deleted = 0.05;
    private const double BroughtBack = 0.5;

    private static readonly string[] JsonFiles = ["books", "authors", "reviews"];

    private readonly Random _random;
    private readonly Dictionary<string, List<JsonNode>> _json;
    private readonly Dictionary<string, List<string[]>> _csv;
    private readonly Dictionary<string, List<JsonNode>> _gone;
    private readonly List<string[]> _laterStreams;

    public DerivedNights(string realData, int seed)
    {
        _random = new Random(seed);
        _json = JsonFiles.ToDictionary(
            name => name, name => JsonNode.Parse(File.ReadAllText(Path.Combine(realData, $"{name}.json")))!.AsArray().Select(node => node!.DeepClone()).ToList());
        _gone = _json.Keys.ToDictionary(name => name, _ => new List<JsonNode>());
        _csv = DumpRows.Headers.Keys.ToDictionary(name => name, name => DumpRows.Csv(realData, name));
        var streams = _csv["streams"];
        _laterStreams = streams[(streams.Count / 2)..];
        _csv["streams"] = streams[..(streams.Count / 2)];
    }

    /// <summary>What a full dump may do from one night to the next; streams only become more.</summary>
    public void Change()
    {
        foreach (var (name, records) in _json)
        {
            var returning = _gone[name].Where(_ => _random.NextDouble() < BroughtBack).ToList();
            var leaving = records.Where(record => HasKey(record) && _random.NextDouble() < Deleted).ToList();
            records.RemoveAll(leaving.Contains);
            records.AddRange(returning);
            _gone[name].RemoveAll(returning.Contains);
            _gone[name].AddRange(leaving);
        }

        for (var edit = 0; edit < EditsPerNight; edit++)
        {
            Any(_json["books"])["pages"] = _random.Next(10_000);
            Any(_json["authors"])["metadata"]!["died_at"] = _random.Next(2) == 0 ? null : $"2040-01-{_random.Next(10, 29)}T00:00:00.000+0000";
            var nationality = Any(_json["authors"])["nationalities"]![_random.Next(2)]!;
            nationality["label"] = _random.Next(3) switch { 0 => "", 1 => "Utopians", _ => "Zembłans" };
            nationality["slug"] = null; // one label with two slugs would contradict itself
            var review = Any(_json["reviews"]);
            review["rating"]!["rate"] = _random.Next(1, 6);
            review["content"]!["text"] = $"Edited, “{_random.Next()}”, \"twice\"\nand\\more 🎬";
            Any(_json["reviews"])["movies"]![0]!["title"] = _random.Next(2) == 0 ? "end" : $"MOVIE {_random.Next(9)}";
            Any(_json["reviews"])["books"] = new JsonArray();
            _csv["movies"][_random.Next(_csv["movies"].Count)][1] = $"{_random.Next(60, 240)}";
            _csv["users"].RemoveAt(_random.Next(_csv["users"].Count));
        }

        _csv["streams"].AddRange(_laterStreams.Take(1000));
        _laterStreams.RemoveRange(0, Math.Min(1000, _laterStreams.Count));
    }

    /// <summary>Writes a night's files in an order and form of this night's own; some records stand there twice.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, records) in _json)
        {
            var twice = records.Where(HasKey).Where(_ => _random.NextDouble() < Deleted);
            var nodes = Shuffled(records.Concat(twice)).Select(Reordered).ToList();
            WriteFile(Path.Combine(folder, $"{name}.json"), _random.Next(2) == 0 ? Lines(nodes) : new JsonArray([.. nodes]).ToJsonString(Form(isIndented: _random.Next(2) == 0)));
        }

        foreach (var (name, rows) in _csv)
        {
            var order = Shuffled(Enumerable.Range(0, DumpRows.Headers[name].Length));
            var lines = Shuffled(rows.Concat(rows.Take(3))).Prepend(DumpRows.Headers[name]);
            WriteFile(Path.Combine(folder, $"{name}.csv"), string.Concat(lines.Select(row => string.Join(',', order.Select(index => Field(row[index]))) + "\n")));
        }
    }

    private static bool HasKey(JsonNode record) => record["metadata"] is not { } author || author["name"] is not null;

    private JsonNode Any(List<JsonNode> records)
    {
        var keyed = records.Where(HasKey).ToList();
        return keyed[_random.Next(keyed.Count)];
    }

    private string Lines(IEnumerable<JsonNode> nodes)
    {
        var form = Form(isIndented: false);
        return string.Concat(nodes.Select(node => node.ToJsonString(form) + "\n"));
    }

    // Indentation, and which letters are written as escapes.
    private JsonSerializerOptions Form(bool isIndented) => new()
    {
        WriteIndented = isIndented,
        IndentCharacter = _random.Next(2) == 0 ? ' ' : '\t',
        IndentSize = _random.Next(1, 5),
        Encoder = _random.Next(2) == 0 ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // The properties of every object in another order, and the elements of every list.
    private JsonNode Reordered(JsonNode node) => node switch
    {
        JsonObject item => new JsonObject(Shuffled(item).Select(property => KeyValuePair.Create(property.Key, property.Value is { } value ? Reordered(value) : null))),
        JsonArray list => new JsonArray([.. Shuffled(list).Select(element => element is { } value ? Reordered(value) : null)]),
        _ => node.DeepClone(),
    };

    private T[] Shuffled<T>(IEnumerable<T> items)
    {
        var array = items.ToArray();
        _random.Shuffle(array);
        return array;
    }

    private string Field(string text) => text.Contains(',', StringComparison.Ordinal) || (text.Length > 0 && _random.Next(10) == 0) ? $"\"{text}\"" : text;

    // Lines that end as Unix or as Windows has them; written long ago, so that nobody waits for more.
    private void WriteFile(string path, string text)
    {
        File.WriteAllText(path, text.ReplaceLineEndings(_random.Next(2) == 0 ? "\n" : "\r\n"));
        File.SetLastWriteTimeUtc(path, new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }
}
