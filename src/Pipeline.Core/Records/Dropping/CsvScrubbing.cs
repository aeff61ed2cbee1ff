using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Csv;
using Pipeline.Core.Records.Unpacking;

namespace Pipeline.Core.Records.Dropping;

/// <summary>Copies a CSV file without the fields that are dropped.</summary>
internal static class CsvScrubbing
{
    public static async Task CopyAsync(
        IReadOnlyList<IReadOnlyList<string>> drop, DatasetDefinition dataset, DeliveryStream source, string file, Stream target, CancellationToken ct)
    {
        using var records = new CsvSource(source, dataset, file);
        var header = records.ReadHeader(dataset);
        var kept = CsvText.KeptFields(header, drop) ?? [.. Enumerable.Range(0, header.Names.Count)];

        await using var writer = new StreamWriter(target, new UTF8Encoding(false), leaveOpen: true);
        do
        {
            ct.ThrowIfCancellationRequested();
            await writer.WriteAsync(CsvFault.Of(records, header, file) is { } fault ? fault.Withhold(records.Delimiter, kept.Length) : CsvText.Join(records, kept));
            await writer.WriteAsync('\n');
        }
        while (records.Read());
    }
}
