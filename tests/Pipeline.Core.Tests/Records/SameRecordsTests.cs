using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;

namespace Pipeline.Core.Tests.Records;

/// <summary>What means nothing changes nothing: the order of fields, indentation, the sizes of the pieces a file arrives in.</summary>
public sealed class SameRecordsTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly DatasetDefinition Things = Reading.Dataset("id: integer", "name: text @meta.name", "size: real", "at: timestamp")
        .WithList("tags", "tags", "tag: text", "rank: integer");

    [Fact]
    public void H10_JSON_that_is_indented_and_reordered_has_the_same_hashes()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var rows = Rows(random);
            var expected = Hashes(Things.Read(rows.ToJsonString()));
            Assert.Equal(expected, Hashes(Things.Read(Shuffled(rows, random)!.ToJsonString(Indented))));
            var lines = string.Join('\n', rows.Select(row => Shuffled(row, random)!.ToJsonString()));
            Assert.Equal(expected, Hashes(Things.Read(lines)));
        }
    }

    [Fact]
    public void H10_CSV_whose_columns_are_reordered_and_quoted_has_the_same_hashes()
    {
        var flat = Things with { Lists = [], Columns = [.. Things.Columns.Select(column => column with { Path = [column.Name] })] };
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var rows = Rows(random).Select(row => new Dictionary<string, string?>
            {
                ["id"] = row!["id"]!.ToString(),
                ["name"] = row["meta"]?["name"]?.ToString(),
                ["size"] = row["size"]?.ToString(),
                ["at"] = row["at"]?.ToString(),
            }).ToList();
            var expected = Hashes(flat.ReadCsv(Csv(rows, ["id", "name", "size", "at"], quote: false)));
            string[] columns = ["id", "name", "size", "at", "extra"];
            random.Shuffle(columns);
            Assert.Equal(expected, Hashes(flat.ReadCsv(Csv(rows, columns, quote: true))));
        }
    }

    [Theory]
    [InlineData("things.json")]
    [InlineData("things.jsonl")]
    [InlineData("things.csv")]
    public void The_pieces_that_a_file_arrives_in_mean_nothing(string file)
    {
        var dataset = file.EndsWith("csv", StringComparison.Ordinal) ? Reading.Dataset("id: integer", "name: text") : Things;
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var rows = Rows(random);
            var text = Path.GetExtension(file) switch
            {
                ".json" => rows.ToJsonString(Indented),
                ".jsonl" => string.Join("\r\n", rows.Select(row => row!.ToJsonString())),
                _ => "id,name\r\n" + string.Join("\r\n", rows.Select(row => $"{row!["id"]},\"é\"\"\n{row["meta"]?["name"]}\"")),
            };
            var bytes = Encoding.UTF8.GetBytes(text);
            var expected = Everything(dataset.Read(bytes, file));
            foreach (var piece in new Func<int, int>[] { _ => 1, _ => 7, most => random.Next(1, most + 1) })
            {
                var read = new DeliveryReader(new FeedFile(dataset)).Read(() => new ReadingStream(bytes, piece), file, CancellationToken.None);
                Assert.Equal(expected, Everything(read));
            }
        }
    }

    [Fact]
    public void Records_that_cross_the_readers_buffer_are_whole()
    {
        var sizes = new[] { 10, 262_000, 5, 262_144, 1_000_000, 3, 524_288, 20 };
        var json = "[" + string.Join(",\n", sizes.Select((size, index) => $$$"""{"id":{{{index}}},"meta":{"name":"{{{new string('é', size)}}}"}}""")) + "]";
        foreach (var text in new[] { json, json[1..^1].Replace(",\n", "\n", StringComparison.Ordinal) })
        {
            Assert.Equal(sizes, Things.Read(text).Select(record => record.Values[1]!.Length));
        }

        var csv = "id,name\n" + string.Concat(sizes.Select((size, index) => $"{index},\"{new string('é', size)}\"\n"));
        Assert.Equal(sizes, Reading.Dataset("id: integer", "name: text").ReadCsv(csv).Select(record => record.Values[1]!.Length));
    }

    private static JsonArray Rows(Random random) => new([.. Enumerable.Range(0, random.Next(1, 30)).Select(id => (JsonNode)new JsonObject
    {
        ["id"] = id,
        ["meta"] = random.Next(5) == 0 ? null : new JsonObject { ["name"] = Text(random), ["other"] = 1 },
        ["size"] = random.Next(4) == 0 ? null : random.Next(100000) / 100.0,
        ["at"] = random.Next(4) == 0 ? null : $"2021-12-{random.Next(1, 32):00}T10:00:00+0100",
        ["tags"] = new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(tag => (JsonNode)new JsonObject { ["tag"] = "t" + tag, ["rank"] = random.Next(9) })]),
    })]);

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => (string[])["a", "é", "😀", "Z", "·"] is var letters ? letters[random.Next(5)] : ""));

    private static JsonNode? Shuffled(JsonNode? node, Random random)
    {
        switch (node)
        {
            case JsonObject properties:
                var shuffled = properties.Select(property => KeyValuePair.Create(property.Key, Shuffled(property.Value, random))).ToArray();
                random.Shuffle(shuffled);
                return new JsonObject(shuffled);
            case JsonArray elements:
                return new JsonArray([.. elements.Select(element => Shuffled(element, random))]);
            default:
                return node?.DeepClone();
        }
    }

    private static string Csv(List<Dictionary<string, string?>> rows, string[] columns, bool quote) => string.Join(',', columns) + "\n"
        + string.Concat(rows.Select(row => string.Join(',', columns.Select(column => row.GetValueOrDefault(column) is not { } text ? "" : quote ? $"\"{text}\"" : text)) + "\n"));

    private static string Hashes(IEnumerable<ReadRecord> records) =>
        string.Join('\n', records.Select(record => $"{record.Dataset.Name} {record.Outcome} {record.Key} {record.ParentKey} {record.Row}"));

    private static string Everything(IEnumerable<ReadRecord> records) =>
        string.Join('\n', records.Select(record => $"{record.Position} {record.Outcome} {record.Key} {record.Row} {record.Raw} {record.Rejection}"));
}
