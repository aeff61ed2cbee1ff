using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Values;
using Pipeline.Core.Records.Dropping;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Records.Unpacking;

namespace Pipeline.Core.Records.Csv;

/// <summary>Reads the records of a CSV file.</summary>
internal sealed class CsvDelivery
{
    private readonly DatasetDefinition _dataset;
    private readonly DatasetCensus _census;
    private readonly Rejections _rejections;
    private readonly RecordTyper _typer;
    private readonly string _file;

    public CsvDelivery(DatasetDefinition dataset, DatasetCensus census, string file, CarriedColumns held)
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

    private Rejection? FaultOf(CsvSource source, CsvHeader header) => CsvFault.Of(source, header, _file) switch
    {
        null => null,
        { IsOfShape: true } fault => _rejections.Shape(RawOf(source), fault.Message),
        var fault => _rejections.Unreadable(RawOf(source), fault.Message),
    };

    private static string RawOf(CsvSource source) => Encoding.UTF8.GetString(source.Reader.RawRecord);
}
