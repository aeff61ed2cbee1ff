using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;

namespace Pipeline.Core.Tests.Records.Csv;

public sealed class CsvFaultTests
{
    private const string WhenWhole = "\nRecords behind the fault can't be distinguished from records that the vendor deleted."
        + "\nNothing of this file is in bronze or silver: the dataset keeps its last accepted night.\nWhen the file is whole again, run the night again: run FEED";

    private const string Untouched = "\nNothing of this file is in bronze or silver: the dataset keeps its last accepted night.";

    private const string WhenFixed = "\nFix the file or the feed file, then check the feed file: validate FEED\nRun the night again: run FEED";

    private static readonly DatasetDefinition Things = Reading.Dataset("id: integer", "name: text", "size: real");

    [Theory]
    [InlineData("", "things.csv is empty: it has no byte, or nothing but blanks.")]
    [InlineData("\uFEFF", "things.csv is empty: it has no byte, or nothing but blanks.")]
    [InlineData("\n\n\n\n", "things.csv has no header: all of its lines are empty.")]
    [InlineData("id,name,size\n1,a,2\n3,\"b,4\n5,c,6\n", "things.csv ends inside a quoted field: the record that begins in line 3, byte 19, has a quote that is never closed. The file is cut short, or a quote swallowed the records behind it.")]
    [InlineData("id,name,size\n1,a,2\n3,b", "things.csv is cut short: its last line, 3 (byte 19), has 2 of 3 fields and no newline.")]
    public void H23_a_broken_file_says_where(string csv, string what) => Assert.Equal(what + WhenWhole, Things.Fault(csv, "things.csv"));

    [Fact]
    public void A_header_without_a_declared_column_names_it_and_what_is_there() => Assert.Equal(
        "things.csv has no column name, size; its header (line 1) is: id, Name.\nRead as it is, values would be lost or land in the wrong column."
        + Untouched + "\nCorrect `from:` or `delimiter:` where the feed file is wrong." + WhenFixed,
        Things.Fault("id,Name\n1,a\n", "things.csv"));

    [Fact]
    public void A_declared_column_that_stands_twice_is_refused_and_another_is_not()
    {
        Assert.StartsWith("things.csv has the column name more than once", Things.Fault("id,name,size,name\n1,a,2,b\n", "things.csv"), StringComparison.Ordinal);
        Assert.Equal("1|a|2", Things.ReadCsv("id,name,size,x,x\n1,a,2,,\n").Show());
    }

    [Fact]
    public void A_header_that_is_not_UTF_8_is_refused() => Assert.StartsWith(
        "things.csv has a header (line 1) that is not UTF-8.",
        Things.Fault([.. "id,name,size,g"u8, 0xF6, .. "\n1,a,2,x\n"u8], "things.csv"),
        StringComparison.Ordinal);

    [Fact]
    public void A_broken_UTF_16_file_is_refused() => Assert.StartsWith(
        "things.csv begins with the mark of UTF-16 and is not valid UTF-16.",
        Things.Fault([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], "things.csv"),
        StringComparison.Ordinal);

    [Fact]
    public void H29_a_file_of_which_nothing_fits_is_one_fault_that_names_the_first_difference() => Assert.Equal(
        "things.csv fits nothing that the feed file says of things: all of its 3 records are rejected, the first at record 1 (line 2, byte 13):"
        + " Column id: \"a\" is not an integer (a whole number of 64 bits). Fix it at the vendor, or declare another type."
        + "\nThe file is of another shape altogether, not a few records of it." + Untouched + WhenFixed,
        Things.Fault("id,name,size\na,1,2\nb,1,2\nc,1,2\n", "things.csv"));

    [Fact]
    public void H29_one_record_that_is_accepted_or_skipped_is_enough()
    {
        Assert.Equal(2, Things.ReadCsv("id,name,size\na,1,2\n1,b,2\n").Count);
        Assert.Equal(2, (Things with { SkipWhen = [new(["id"], "0")] }).ReadCsv("id,name,size\na,1,2\n0,b,2\n").Count);
        Assert.Empty(Things.ReadCsv("id,name,size\n"));
    }

    [Fact]
    public void A_name_that_tells_no_format_says_what_to_write() => Assert.Equal(
        "things.dat has a name that does not tell its format.\nIt is shown by .csv, .tsv, .txt, .json, .jsonl or .ndjson, with .gz or .zip behind it."
        + Untouched + "\nFor a CSV file of another name set `delimiter:` at the dataset; for a JSON file set `rows:`, or have it renamed." + WhenFixed,
        Things.Fault("id,name,size\n", "things.dat"));

    [Fact]
    public void Cancelling_stops_between_two_records()
    {
        using var source = new CancellationTokenSource();
        var records = new DeliveryReader(new FeedFile(Things)).Read(() => new MemoryStream("id,name,size\n1,a,2\n3,b,4\n"u8.ToArray()), "things.csv", source.Token);
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var _ in records)
            {
                source.Cancel();
            }
        });
    }
}
