using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pipeline.Engines.Tests.Fuzzing;

/// <summary>One file of the vendor's: a whole dump of a dataset, and how many records a reader other than ours finds in it.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Definition">The dataset in the feed file.</param>
/// <param name="Write">The dump of a night, from a random source.</param>
/// <param name="Count">The records in a file; null where that reader can't tell.</param>
internal sealed record FuzzedFile(
    string Dataset, string Name, string Definition, Func<Random, byte[]> Write, Func<byte[], int?> Count)
{
    private const int Records = 40;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyList<FuzzedFile> All { get; } =
    [
        new(
            "things",
            "things.csv",
            "things: { source: vendor, file: things.csv, mode: full, key: [id], columns: { id: integer, name: text, price: \"decimal(9,2)\", sold: date } }",
            random => Text("id,name,price,sold", random, id => Invariant($"{id},\"Thing, no {id}\",{random.Next(5)}.50,2021-0{1 + random.Next(9)}-11")),
            CountCsv),
        new(
            "facts",
            "facts.csv",
            "facts: { source: vendor, file: facts.csv, mode: append, key: [at, who], columns: { at: timestamp, who: text, size: real } }",
            random => Text("at,who,size", random, id => Invariant($"2021-03-04T05:06:{id:00}Z,user{id},{id}.25")),
            CountCsv),
        new(
            "orders",
            "orders.json",
            "orders: { source: vendor, file: orders.json, mode: full, key: [no], columns: { no: integer, buyer: { from: buyer.name, type: text }, paid: boolean }, "
            + "lists: { lines: { from: lines, key: [sku], columns: { sku: text, quantity: integer } } } }",
            random => Encoding.UTF8.GetBytes("[\n" + string.Join(",\n", Ids(random).Select(id => Order(random, id))) + "\n]\n"),
            CountJson),
        new(
            "visits",
            "visits.jsonl",
            "visits: { source: vendor, file: visits.jsonl, mode: upsert, key: [id], columns: { id: integer, page: text } }",
            random => Encoding.UTF8.GetBytes(string.Concat(Ids(random).Select(id => Invariant($$"""{"id": {{id}}, "page": "p{{random.Next(4)}} – é"}""") + "\n"))),
            _ => null),
    ];

    private static string Order(Random random, int id)
    {
        var lines = string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(no => Invariant($$"""{"sku": "s{{no}}", "quantity": {{random.Next(9)}}}""")));
        return Invariant($$"""  {"no": {{id}}, "buyer": {"name": "N{{random.Next(5)}} \"x\""}, "paid": {{(random.Next(2) == 0 ? "true" : "false")}}, "lines": [{{lines}}]}""");
    }

    private static IEnumerable<int> Ids(Random random) => Enumerable.Range(1, Records).Where(_ => random.Next(20) > 0);

    private static byte[] Text(string header, Random random, Func<int, string> line) =>
        Encoding.UTF8.GetBytes(header + "\n" + string.Concat(Ids(random).Select(id => line(id) + "\n")));

    // Without a quote every line that is not empty is a record, whatever is in it.
    private static int? CountCsv(byte[] file) => file.AsSpan().ContainsAny("\"\r\0"u8)
        ? null
        : Encoding.Latin1.GetString(file).Split('\n').Skip(1).Count(line => line.Length > 0);

    private static int? CountJson(byte[] file)
    {
        try
        {
            using var document = JsonDocument.Parse(Strict.GetString(file));
            return document.RootElement.ValueKind is JsonValueKind.Array ? document.RootElement.GetArrayLength() : null;
        }
        catch (Exception fault) when (fault is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
