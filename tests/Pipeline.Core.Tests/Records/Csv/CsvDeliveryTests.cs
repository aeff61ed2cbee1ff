using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Tests.Records.Csv;

public sealed class CsvDeliveryTests
{
    private static readonly DatasetDefinition Things = Reading.Dataset("id: integer", "name: text", "size: real");

    [Theory]
    [InlineData("id,name,size\n1,a,1.50\n", "1|a|1.5")]
    [InlineData("\uFEFFid,name,size\r\n1,a,1.50\r\n", "1|a|1.5")]
    [InlineData("size,extra,id,name\n1.50,x,1,a", "1|a|1.5")]
    [InlineData(" id , name,size\n1, a ,\n", "1| a |null")]
    [InlineData("id,name,size\n\n1,\"a, \"\"b\"\"\nc\",2\n\n", "1|a, \"b\"\nc|2")]
    [InlineData("id,name,size\n1,5\" pipe,2\n", "1|5\" pipe|2")]
    [InlineData("id,name,size\r1,a,2\r", "1|a|2")]
    public void A_record_is_read_whatever_the_order_quoting_and_line_ends(string csv, string expected) =>
        Assert.Equal(expected, Things.ReadCsv(csv).Show());

    [Fact]
    public void H10_null_and_empty_text_are_two_values_and_blank_is_null_for_other_types() =>
        Assert.Equal("1|null|null\n2||null\n3| |null", Things.ReadCsv("id,name,size\n1,,\n2,\"\",\"\"\n3, ,  \n").Show());

    [Fact]
    public void The_delimiter_is_a_tab_for_tsv_and_any_that_the_dataset_declares()
    {
        Assert.Equal("1|a,b|2", Things.Read("id\tname\tsize\n1\ta,b\t2\n", "things.tsv").Show());
        Assert.Equal("1|a,b|2", (Things with { Delimiter = ';' }).Read("id;name;size\n1;a,b;2\n", "things.dat").Show());
    }

    [Fact]
    public void UTF_16_with_its_mark_is_read()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("id,name,size\n1,é😀,2\n")];
            Assert.Equal("1|é😀|2", Things.Read(bytes, "things.csv").Show());
        }
    }

    [Fact]
    public void Position_and_raw_say_where_a_record_stands_and_how_it_came()
    {
        var records = Things.ReadCsv("id,name,size\n1,\"a\nb\",2\r\n3,c,4");
        Assert.Equal(new RecordPosition(1, 2, 13), records[0].Position);
        Assert.Equal("1,\"a\nb\",2", records[0].Raw);
        Assert.Equal(new RecordPosition(2, 4, 24), records[1].Position);
        Assert.Equal("3,c,4", records[1].Raw);
    }

    [Fact]
    public void H15_a_row_with_another_number_of_fields_holds_what_is_absent_and_reading_goes_on()
    {
        var records = Things.ReadCsv("id,name,size\n1,a\n2,a,b,c\n3,c,4\n");
        Assert.Equal("Shape  Absent\nShape  Absent\n3|c|4", records.Show());
        Assert.Equal("The record has 2 fields and the header 3. Have fields that hold the delimiter, a quote or a newline quoted.", records[0].Rejection!.Message);
        Assert.Equal(("1,a", "1,a"), (records[0].Raw, records[0].Rejection!.Value));
    }

    [Fact]
    public void H15_an_unreadable_row_holds_nothing_where_the_feed_says_ignore() =>
        Assert.Equal("Shape  Nothing\n3|c|4", (Things with { Unreadable = Unreadable.Ignore }).ReadCsv("id,name,size\n1,a\n3,c,4\n").Show());

    [Fact]
    public void H15_a_row_that_is_not_UTF_8_is_unreadable_and_kept_with_replacement_characters()
    {
        byte[] bytes = [.. "id,name,size\n1,a"u8, 0xFF, .. ",2\n3,c,4\n"u8];
        var records = Things.Read(bytes, "things.csv");
        Assert.Equal("Unreadable  Absent\n3|c|4", records.Show());
        Assert.Equal("1,a\uFFFD,2", records[0].Raw);
    }

    [Fact]
    public void A_field_that_goes_on_behind_its_closing_quote_is_unreadable() =>
        Assert.Equal("Unreadable  Absent\n3|c|4", Things.ReadCsv("id,name,size\n1,\"a\"b,2\n3,c,4\n").Show());

    [Fact]
    public void H8_a_null_or_blank_key_holds_nothing()
    {
        var dataset = Reading.Dataset("id: text", "name: text");
        var records = dataset.ReadCsv("id,name\n,a\n\"\",b\n  ,c\nx,d\n");
        Assert.Equal("NoKey id Nothing\nNoKey id Nothing\nNoKey id Nothing\nx|d", records.Show());
        Assert.All(records.Take(3), record => Assert.Null(record.Key));
    }

    [Fact]
    public void A_key_of_the_wrong_type_may_be_any_absent_key() =>
        Assert.Equal("BadValue id Absent\n1|b|null", Things.ReadCsv("id,name,size\nx,a,\n1,b,\n").Show());

    [Fact]
    public void H28_a_value_of_the_wrong_type_does_what_the_feed_says()
    {
        const string Csv = "id,name,size\n1,a,big\n2,b,3\n";
        var record = Things.ReadCsv(Csv)[0];
        Assert.Equal((RejectionReason.BadValue, "size", "big", Hold.Key), (record.Rejection!.Reason, record.Rejection.Column, record.Rejection.Value, record.Rejection.Hold));
        Assert.Equal(RecordHasher.Hash([("id", "1")]), record.Key);
        Assert.Equal(
            "Column size: \"big\" is not a real (a finite number such as 1.5 or 15e-1). Fix it at the vendor, declare another type, or set `on_bad_value: null`.",
            record.Rejection.Message);
        Assert.Equal("1|a|null\n2|b|3", (Things with { OnBadValue = OnBadValue.Null }).ReadCsv(Csv).Show());
        Assert.Equal(
            "things.csv holds a bad value at record 1 (line 2, byte 13): " + record.Rejection.Message
            + "\nDataset things says `on_bad_value: stop`.\nNothing of this file is in bronze or silver: the dataset keeps its last accepted night.\nFix the file or the feed file, then check the feed file: validate FEED\nRun the night again: run FEED",
            (Things with { OnBadValue = OnBadValue.Stop }).Fault(Csv, "things.csv"));
    }

    [Fact]
    public void A_required_null_holds_its_key() => Assert.Equal(
        "Required size Key\n2|b|3",
        Things.With("size", column => column with { Required = true }).ReadCsv("id,name,size\n1,a,\n2,b,3\n").Show());

    [Fact]
    public void A_record_is_skipped_when_all_conditions_match_exactly()
    {
        var dataset = Things with { SkipWhen = [new SkipCondition(["name"], "end"), new SkipCondition(["size"], null)] };
        var records = dataset.ReadCsv("id,name,size\n,end,\n1,end,2\n2,End,\n");
        Assert.Equal("skipped\n1|end|2\n2|End|null", records.Show());
        Assert.Equal(",end,", records[0].Raw);
    }

    [Fact]
    public void Unknown_columns_are_reported_by_name()
    {
        var reader = new DeliveryReader(new FeedFile(Things with { Drop = [["secret"]] }));
        var records = reader.Read(() => new MemoryStream("id,new,name,secret,size\n1,n,a,s,2\n"u8.ToArray()), "things.csv", CancellationToken.None).ToList();
        Assert.Equal("1,n,a,2", records[0].Raw);
        Assert.Equal(["new"], reader.Shapes["things"].UnknownFields);
        Assert.Equal((1, 1, 0, 0), (reader.Shapes["things"].Records, reader.Shapes["things"].Accepted, reader.Shapes["things"].Skipped, reader.Shapes["things"].Rejected));
    }

    [Fact]
    public void A_header_with_a_dot_in_a_name_is_meant_by_the_path() =>
        Assert.Equal("1|x", Reading.Dataset("id: integer", "name: text @meta.name").ReadCsv("id,meta.name\n1,x\n").Show());

    [Fact]
    public void Another_number_of_fields_in_a_row_of_a_dropping_feed_is_withheld()
    {
        var records = (Things with { Drop = [["secret"]] }).ReadCsv("id,name,size,secret\n1,a,s3cret\n2,b,3,x\n");
        Assert.Equal("Shape  Absent\n2|b|3", records.Show());
        Assert.Equal((Rejections.Withheld, Rejections.Withheld), (records[0].Raw, records[0].Rejection!.Value));
    }
}
