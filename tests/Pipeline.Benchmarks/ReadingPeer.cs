using System.Text.Json;
using CsvHelper;

namespace Pipeline.Benchmarks;

/// <summary>The least that reading can cost: the same libraries over the same file, without typing, hashing or comparing.</summary>
internal static class ReadingPeer
{
    public static async Task<Measure> MeasureAsync(string file, CancellationToken cancellationToken)
    {
        var isCsv = Path.GetExtension(file) == ".csv";
        var usage = new Usage();
        var rows = isCsv ? ReadCsv(file) : await ReadJsonAsync(file, cancellationToken);
        return Measure.Of("peer", isCsv ? "CsvHelper, every field a string" : "System.Text.Json, every record a JsonElement", usage) with
        {
            Megabytes = new FileInfo(file).Length / 1e6,
            Rows = rows,
        };
    }

    private static async Task<long> ReadJsonAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var rows = 0L;
        await foreach (var _ in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, cancellationToken: cancellationToken))
        {
            rows++;
        }

        return rows;
    }

    private static long ReadCsv(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false });
        var rows = 0L;
        var length = 0L;
        while (reader.Read())
        {
            rows++;
            for (var field = 0; field < reader.FieldCount; field++)
            {
                length += reader.GetString(field).Length;
            }
        }

        return length > 0 ? rows : 0;
    }
}
