using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Records.Csv;

/// <summary>Why a CSV record that is framed can't be taken apart into the header's fields.</summary>
/// <param name="IsOfShape">Whether it has fields, and another number of them; else its bytes or quotes are wrong.</param>
/// <param name="Message">The reason, as whole sentences.</param>
/// <param name="Code">The reason as a copy of the file keeps it, of a record that it may not keep.</param>
internal sealed record CsvFault(bool IsOfShape, string Message, string Code)
{
    private static readonly CsvFault NotUtf8 = new(
        false, "The record is not valid UTF-8. Have the file written as UTF-8 (or UTF-16 with a byte order mark).", "utf8");

    private static readonly CsvFault TextBehindQuote = new(
        false, "A field goes on behind its closing quote. Have quotes inside a quoted field doubled.", "quote");

    private static readonly CsvFault Unknown = new(
        true, "The record could not be taken apart into the header's fields, and may hold what the feed drops: only the vendor's own file tells more.", "");

    /// <summary>The fault of the record that the source stands on; null where it has none.</summary>
    /// <exception cref="UnusableDeliveryException">It ends early because the file does: such a file is refused as a whole.</exception>
    public static CsvFault? Of(CsvSource source, CsvHeader header, string file)
    {
        var (fields, expected) = (source.Reader.FieldCount, header.Names.Count);
        if (fields < expected && source.IsUnterminated)
        {
            throw DeliveryFaults.CutRow(file, source.Reader.LineNumber, source.Reader.ByteOffset, fields, expected);
        }

        return !Utf8.IsValid(source.Reader.RawRecord) ? NotUtf8
            : source.HasTextBehindQuote ? TextBehindQuote
            : fields == expected ? null
            : TextOf(source, 0) == Rejections.Withheld ? Kept(TextOf(source, 1))
            : OfCount(fields, expected);
    }

    /// <summary>The line of the record in a copy of so many fields.</summary>
    /// <remarks>One field too many: whoever reads the copy quarantines the record again, as the delivered one would have been.</remarks>
    public string Withhold(char delimiter, int fields) =>
        Rejections.Withheld + (fields == 0 ? "" : delimiter + Code + new string(delimiter, fields - 1));

    private static CsvFault OfCount(int fields, int expected) => new(
        true,
        string.Create(CultureInfo.InvariantCulture, $"The record has {fields:N0} fields and the header {expected:N0}. Have fields that hold the delimiter, a quote or a newline quoted."),
        string.Create(CultureInfo.InvariantCulture, $"{fields}/{expected}"));

    // Copies that are older than the code have none.
    private static CsvFault Kept(string code) =>
        code == NotUtf8.Code ? NotUtf8
        : code == TextBehindQuote.Code ? TextBehindQuote
        : code.Split('/') is [var fields, var expected]
            && int.TryParse(fields, NumberStyles.None, CultureInfo.InvariantCulture, out var found)
            && int.TryParse(expected, NumberStyles.None, CultureInfo.InvariantCulture, out var needed)
            ? OfCount(found, needed)
        : Unknown;

    private static string TextOf(CsvSource source, int field) =>
        field < source.Reader.FieldCount ? Encoding.UTF8.GetString(source.Reader.GetRawSpan(field)) : "";
}
