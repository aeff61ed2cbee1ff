using CsvHelper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Unpacking;

namespace Pipeline.Core.Records.Csv;

/// <summary>The records of a CSV file as CsvHelper frames them, with what is broken turned into our faults.</summary>
/// <remarks>CsvHelper works on the UTF-8 bytes and keeps one record in memory; it knows no limit on columns.</remarks>
internal sealed class CsvSource : IDisposable
{
    private readonly DeliveryStream _stream;
    private readonly string _file;
    private CsvMalformedReason? _malformed;

    public CsvSource(DeliveryStream stream, DatasetDefinition dataset, string file)
    {
        (_stream, _file) = (stream, file);
        Delimiter = dataset.Delimiter ?? (stream.Layout is Layout.Tsv ? '\t' : ',');
        Reader = CsvReader.Create(new LineGuard(stream, (byte)Delimiter, file), new CsvReaderOptions
        {
            Separator = Delimiter,
            HasHeader = false,
            MaxRecordSize = ReadLimits.RecordBytes,
            TrackLineNumbers = true,
            OnMalformedRecord = record => _malformed = record.Reason,
        });
    }

    /// <summary>The reader, positioned on the record that was read last.</summary>
    public CsvReader Reader { get; }

    /// <summary>What stands between fields.</summary>
    public char Delimiter { get; }

    /// <summary>Whether text stands behind a closing quote of the record: its fields can't be known for sure.</summary>
    public bool HasTextBehindQuote => _malformed is CsvMalformedReason.TextAfterClosingQuote;

    /// <summary>Whether the file ends with the record, without a newline behind it.</summary>
    public bool IsUnterminated => Reader.ByteOffset + Reader.RawRecord.Length == _stream.BytesRead;

    /// <summary>Goes on to the next record that is not an empty line.</summary>
    /// <exception cref="UnusableDeliveryException">A quote is never closed, or the record goes beyond a limit.</exception>
    public bool Read()
    {
        _malformed = null;
        try
        {
            if (!Reader.Read())
            {
                return false;
            }
        }
        catch (CsvFormatException fault)
        {
            throw DeliveryFaults.RecordTooLong(_file, $"the record behind line {fault.LineNumber}", fault.ByteOffset);
        }

        return _malformed is CsvMalformedReason.UnterminatedQuote ? throw DeliveryFaults.UnclosedQuote(_file, Reader.LineNumber, Reader.ByteOffset)
            : Reader.RawRecord.Length > ReadLimits.RecordBytes ? throw DeliveryFaults.RecordTooLong(_file, $"line {Reader.LineNumber}", Reader.ByteOffset)
            : Reader.FieldCount > ReadLimits.CsvColumns ? throw DeliveryFaults.TooManyColumns(_file, Reader.LineNumber, Reader.FieldCount)
            : true;
    }

    /// <summary>Reads the header.</summary>
    /// <exception cref="UnusableDeliveryException">There is none, or it is not the feed's.</exception>
    public CsvHeader ReadHeader(DatasetDefinition dataset) =>
        Read() ? new CsvHeader(Reader, dataset, _file)
        : _stream.BytesRead <= "\uFEFF"u8.Length ? throw DeliveryFaults.Empty(_file)
        : throw DeliveryFaults.NoHeader(_file);

    public void Dispose() => Reader.Dispose();
}
