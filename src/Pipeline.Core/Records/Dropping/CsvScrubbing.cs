using System.Text;
using System.Text.Unicode;
using Pipeline.Core.Feeds;
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

        // One field too many: whoever reads the copy quarantines the record again, as the delivered one would have been.
        var withheld = Rejections.Withheld + new string(records.Delimiter, kept.Length);
        await using var writer = new StreamWriter(target, new UTF8Encoding(false), leaveOpen: true);
        do
        {
            ct.ThrowIfCancellationRequested();
            await writer.WriteAsync(CanBeTakenApart(records, header, file) ? CsvText.Join(records, kept) : withheld);
            await writer.WriteAsync('\n');
        }
        while (records.Read());
    }

    // A row that ends early because the file does is no row: the reader refuses such a file as a whole.
    private static bool CanBeTakenApart(CsvSource records, CsvHeader header, string file) =>
        records.Reader.FieldCount < header.Names.Count && records.IsUnterminated
            ? throw DeliveryFaults.CutRow(file, records.Reader.LineNumber, records.Reader.ByteOffset, records.Reader.FieldCount, header.Names.Count)
            : records.Reader.FieldCount == header.Names.Count && !records.HasTextBehindQuote && Utf8.IsValid(records.Reader.RawRecord);
}
