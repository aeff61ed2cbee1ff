using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Records.Framing;

namespace Pipeline.Core.Records;

/// <summary>Every reason for which a file as a whole can't be accepted, each with its message in four parts.</summary>
internal static class DeliveryFaults
{
    private const string Broken = "Records behind the fault can't be distinguished from records that the vendor deleted.";
    private const string OtherShape = "Read as it is, values would be lost or land in the wrong column.";

    private const string Untouched = "Nothing of this file is in bronze or silver: the dataset keeps its last accepted night.";

    private static readonly NextStep[] WhenWhole = [NextStep.Run("When the file is whole again, run the night again", "run", NextStep.Feed)];

    private static readonly NextStep[] WhenFixed =
    [
        NextStep.Run("Fix the file or the feed file, then check the feed file", "validate", NextStep.Feed),
        NextStep.Run("Run the night again", "run", NextStep.Feed),
    ];

    public static UnusableDeliveryException Empty(string file) =>
        Fault($"{file} is empty: it has no byte, or nothing but blanks.", Broken, WhenWhole);

    public static UnusableDeliveryException NoHeader(string file) =>
        Fault($"{file} has no header: all of its lines are empty.", Broken, WhenWhole);

    public static UnusableDeliveryException HeaderNotUtf8(string file) =>
        Fault($"{file} has a header (line 1) that is not UTF-8.", OtherShape, [new NextStep("Have the file written as UTF-8 (or UTF-16 with a byte order mark)"), .. WhenWhole]);

    public static UnusableDeliveryException NotUtf16(string file, Exception inner) =>
        Fault($"{file} begins with the mark of UTF-16 and is not valid UTF-16.", Broken, WhenWhole, inner);

    public static UnusableDeliveryException MissingInHeader(string file, IReadOnlyList<string> missing, IEnumerable<string> header) => Fault(
        $"{file} has no column {string.Join(", ", missing)}; its header (line 1) is: {Names(header)}.",
        OtherShape,
        [new NextStep("Correct `from:` or `delimiter:` where the feed file is wrong"), .. WhenFixed]);

    public static UnusableDeliveryException TwiceInHeader(string file, string name) =>
        Fault($"{file} has the column {name} more than once in its header (line 1).", "Nothing tells which of them is meant.", WhenFixed);

    public static UnusableDeliveryException RecordTooLong(string file, string place, long offset) => Fault(
        Format($"{file} has a record of more than {ReadLimits.RecordBytes:N0} bytes: {place}, from byte {offset:N0} on. A quote, bracket or newline is probably missing."),
        Broken,
        WhenWhole);

    public static UnusableDeliveryException TooManyColumns(string file, long line, long columns) => Fault(
        Format($"{file} has {columns:N0} columns in line {line:N0}; at most {ReadLimits.CsvColumns:N0} are read."),
        OtherShape,
        WhenFixed);

    public static UnusableDeliveryException TooManyDelimiters(string file, long offset) => Fault(
        Format($"{file} has a line of more than {ReadLimits.CsvDelimiters:N0} delimiters, before byte {offset:N0}; at most {ReadLimits.CsvColumns:N0} columns are read."),
        OtherShape,
        WhenFixed);

    public static UnusableDeliveryException NestedTooDeep(string file, string place, long offset) => Fault(
        Format($"{file} is nested deeper than {ReadLimits.Nesting} levels: {place}, near byte {offset:N0}."),
        Broken,
        WhenWhole);

    public static UnusableDeliveryException UnclosedQuote(string file, long line, long offset) => Fault(
        Format($"{file} ends inside a quoted field: the record that begins in line {line:N0}, byte {offset:N0}, has a quote that is never closed. The file is cut short, or a quote swallowed the records behind it."),
        Broken,
        WhenWhole);

    public static UnusableDeliveryException CutRow(string file, long line, long offset, int fields, int expected) => Fault(
        Format($"{file} is cut short: its last line, {line:N0} (byte {offset:N0}), has {fields:N0} of {expected:N0} fields and no newline."),
        Broken,
        WhenWhole);

    private static UnusableDeliveryException CutLine(string file, long line, long offset) => Fault(
        Format($"{file} is cut short: its last line, {line:N0} (byte {offset:N0}), is no whole JSON object and has no newline."),
        Broken,
        WhenWhole);

    private static UnusableDeliveryException SeveralInLine(string file, long line, long offset, int objects) => Fault(
        Format($"{file} holds {objects:N0} JSON objects in its last line, {line:N0} (byte {offset:N0}), where each needs a line of its own."),
        "A record is separated from the next by the newline between them.",
        WhenFixed);

    /// <summary>A last line without a newline that is not one whole JSON object.</summary>
    public static UnusableDeliveryException LastLine(string file, Frame frame) => JsonLine.Objects(frame.Bytes.Span) is > 1 and var objects
        ? SeveralInLine(file, frame.Line, frame.Offset, objects)
        : CutLine(file, frame.Line, frame.Offset);

    public static UnusableDeliveryException CutJson(string file, string place, long offset) =>
        Fault(Format($"{file} is cut short: its JSON ends at byte {offset:N0}, in {place}, before it is closed."), Broken, WhenWhole);

    public static UnusableDeliveryException MalformedJson(string file, string place, long offset, string reason) =>
        Fault(Format($"{file} is not valid JSON: {place}, near byte {offset:N0}: {reason}"), Broken, WhenWhole);

    public static UnusableDeliveryException NotJson(string file, byte first) => Fault(
        Format($"{file} is not JSON: it begins with byte 0x{first:X2} where '[' (an array of records) or '{{' (a record a line) is needed."),
        OtherShape,
        WhenFixed);

    public static UnusableDeliveryException NoRows(string file, IReadOnlyList<string> rows, string found) => Fault(
        rows.Count == 0 ? $"{file} holds no array of records: {found}." : $"{file} has no rows under {string.Join('.', rows)}: {found}.",
        OtherShape,
        [new NextStep("Correct `rows:` where the feed file is wrong"), .. WhenFixed]);

    public static UnusableDeliveryException RowsTwice(string file, IReadOnlyList<string> rows, long offset) => Fault(
        Format($"{file} has its rows, {string.Join('.', rows)}, more than once: again at byte {offset:N0}."),
        "Nothing tells which of them are meant.",
        WhenWhole);

    public static UnusableDeliveryException BrokenArchive(string file, string reason, Exception? inner = null) =>
        Fault($"{file} can't be unpacked: {reason}", Broken, WhenWhole, inner);

    public static UnusableDeliveryException UnknownFormat(string file) => Fault(
        $"{file} has a name that does not tell its format.",
        "It is shown by .csv, .tsv, .txt, .json, .jsonl or .ndjson, with .gz or .zip behind it.",
        [new NextStep("For a CSV file of another name set `delimiter:` at the dataset; for a JSON file set `rows:`, or have it renamed"), .. WhenFixed]);

    public static UnusableDeliveryException BadValueStops(string file, ReadRecord record) => Fault(
        $"{file} holds a bad value at {Place(record)}: {record.Rejection!.Message}",
        $"Dataset {record.Dataset.Name} says `on_bad_value: stop`.",
        WhenFixed);

    public static UnusableDeliveryException NothingFits(string file, ReadRecord first, long count, string? difference) => Fault(
        Format($"{file} fits nothing that the feed file says of {first.Dataset.Name}: all of its {count:N0} records are rejected, the first at {Place(first)}: {first.Rejection!.Message}{(difference is null ? "" : $" {difference}")}"),
        "The file is of another shape altogether, not a few records of it.",
        difference is null ? WhenFixed : [new NextStep("Where a field has moved, name its former and its present path, such as `from: [metadata.name, name]`"), .. WhenFixed]);

    public static UnusableDeliveryException NotToBeScrubbed(string file, string reason, Exception? inner = null) => Fault(
        $"{file} can't be taken apart: {reason}",
        "The feed drops fields of it (`drop:`), so nothing of it may be kept.",
        WhenWhole,
        inner);

    private static string Place(ReadRecord record) =>
        Format($"record {record.Position.Ordinal:N0} (line {record.Position.Line:N0}, byte {record.Position.ByteOffset:N0})");

    private static string Names(IEnumerable<string> header)
    {
        const int Most = 50;
        var names = header.Take(Most + 1).ToList();
        var text = string.Join(", ", names.Take(Most).Select(Feeds.Values.Quote.Cut));
        return names.Count > Most ? text + ", …" : text;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static UnusableDeliveryException Fault(string what, string why, IReadOnlyList<NextStep> next, Exception? inner = null) =>
        new(new Fault { What = what, Why = why, Untouched = Untouched, Next = next }, inner);
}
