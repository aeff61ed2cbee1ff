using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Pipeline.Core.Feeds;
using Pipeline.Core.Records.Dropping;
using Pipeline.Core.Records.Unpacking;
using Pipeline.Core.Records.Values;

namespace Pipeline.Core.Records;

/// <summary>Reads the records of a CSV file.</summary>
internal sealed class CsvDelivery
{
    private readonly DatasetDefinition _dataset;
    private readonly DatasetCensus _census;
    private readonly Rejections _rejections;
    private readonly RecordTyper _typer;
    private readonly string _file;

    public CsvDelivery(DatasetDefinition dataset, DatasetCensus census, string file, HeldColumns held)
    {
        (_dataset, _census, _file) = (dataset, census, file);
        _rejections = new Rejections(dataset, withholds: dataset.Drop.Count > 0);
        _typer = new RecordTyper(dataset, _rejections, held.Of(dataset));
    }

    public IEnumerable<ReadRecord> Read(DeliveryStream stream)
    {
        using var source = new CsvSource(stream, _dataset, _file);
        var header = source.ReadHeader(_dataset);
        foreach (var name in header.Names)
        {
            _census.Knows(name);
        }

        int[] places = [.. _dataset.Columns.Select(column => column.DerivedFrom is null ? header.Find(column) : CsvHeader.Nowhere)];
        for (var column = 0; column < places.Length; column++)
        {
            if (places[column] != CsvHeader.Nowhere)
            {
                _census.See(column);
            }
        }

        var fields = new CsvFields(source.Reader, places);
        var skips = _dataset.SkipWhen.Select(condition => (Field: header[condition.Path], condition.Value)).ToArray();
        var kept = CsvText.KeptFields(header, _dataset.Drop);
        while (source.Read())
        {
            _census.EndsInNewline = !source.IsUnterminated;
            var fault = FaultOf(source, header);
            var typed = fault is not null ? TypedRecord.Rejected(fault)
                : skips.Length > 0 && Array.TrueForAll(skips, skip => fields.Of(skip.Field).Matches(skip.Value)) ? TypedRecord.Filler
                : _typer.Type(fields, []);
            var raw = fault is not null ? _rejections.KeepUtf8(RawOf(source))
                : kept is null && !source.Reader.RawRecord.Contains((byte)0) ? source.Reader.RawRecord.ToArray()
                : Encoding.UTF8.GetBytes(Quote.Storable(kept is null ? RawOf(source) : CsvText.Join(source, kept)));
            var position = new RecordPosition(_census.Begin(), source.Reader.LineNumber, source.Reader.ByteOffset);
            var record = typed.ToRecord(_dataset, position, raw, null);
            _census.End(record);
            yield return record;
        }
    }

    // A record that is framed and can't be taken apart into the header's fields.
    private Rejection? FaultOf(CsvSource source, CsvHeader header)
    {
        var (fields, expected) = (source.Reader.FieldCount, header.Names.Count);
        if (fields < expected && source.IsUnterminated)
        {
            throw DeliveryFaults.CutRow(_file, source.Reader.LineNumber, source.Reader.ByteOffset, fields, expected);
        }

        return !Utf8.IsValid(source.Reader.RawRecord) ? _rejections.Unreadable(
                RawOf(source),
                "The record is not valid UTF-8. Have the file written as UTF-8 (or UTF-16 with a byte order mark).")
            : source.HasTextBehindQuote ? _rejections.Unreadable(
                RawOf(source),
                "A field goes on behind its closing quote. Have quotes inside a quoted field doubled.")
            : fields != expected ? _rejections.Shape(
                RawOf(source),
                string.Create(CultureInfo.InvariantCulture, $"The record has {fields:N0} fields and the header {expected:N0}. Have fields that hold the delimiter, a quote or a newline quoted."))
            : null;
    }

    private static string RawOf(CsvSource source) => Encoding.UTF8.GetString(source.Reader.RawRecord);
}
