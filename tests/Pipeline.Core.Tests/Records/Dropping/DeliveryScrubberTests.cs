using System.IO.Compression;
using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Dropping;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Tests.Records.Unpacking;

namespace Pipeline.Core.Tests.Records.Dropping;

public sealed class DeliveryScrubberTests
{
    private static readonly DatasetDefinition Things = Reading.Dataset("id: integer", "name: text") with { Drop = [["secret"], ["meta", "card"]] };

    [Theory]
    [InlineData("id,secret,name\n1,s3cret,\"a, \"\"b\"\"\"\n2,\"\",\n", "id,name\n1,\"a, \"\"b\"\"\"\n2,\n")]
    [InlineData("\uFEFFsecret,id,name\r\ns3cret,1,\"\"", "id,name\n1,\"\"\n")]
    [InlineData("id,name\n1,a\n", "id,name\n1,a\n")]
    public async Task A_CSV_file_is_copied_field_by_field_without_the_dropped(string csv, string expected) =>
        Assert.Equal(expected, await Scrub(Things, csv, "things.csv"));

    [Theory]
    [InlineData("""[ {"id": 1.50, "secret": {"a": ["s3cret"]}, "name": "\u00e9\"", "meta": {"card": "s3cret", "x": [ ]} }, {"secret":1} , {"meta":[{"card":1,"y":null}]}, 7 ]""",
        """[{"id":1.50,"name":"\u00e9\"","meta":{"x":[]}},{},{"meta":[{"y":null}]},7]""")]
    [InlineData("{\"secret\":\"s3cret\",\"id\":1}\n\n{\"id\":2, \"\\u0073ecret\":3}", "{\"id\":1}\n{\"id\":2}\n")]
    public async Task JSON_is_copied_token_by_token_without_the_dropped(string json, string expected) =>
        Assert.Equal(expected, await Scrub(Things, json, "things.json"));

    [Fact]
    public async Task What_stands_outside_the_rows_stays_and_paths_begin_at_a_row() => Assert.Equal(
        """{"secret":"kept","data":{"rows":[{"id":1}]},"n":2}""",
        await Scrub(Things with { Rows = ["data", "rows"] }, """{"secret":"kept","data":{"rows":[{"secret":1,"id":1}]},"n":2}""", "things.json"));

    [Fact]
    public async Task Fields_that_nested_lists_drop_are_dropped_too()
    {
        var dataset = Reading.Dataset("id: integer").WithList("tags", "tags", "tag: text");
        dataset = dataset with { Lists = [dataset.Lists[0] with { Drop = [["secret"]] }] };
        const string Json = """[{"id":1,"tags":[{"tag":"a","secret":"s3cret"}]}]""";
        Assert.Equal("""[{"id":1,"tags":[{"tag":"a"}]}]""", await Scrub(dataset, Json, "things.json"));
        Assert.Equal(["""{"id":1,"tags":[{"tag":"a"}]}""", """{"tag":"a"}"""], dataset.Read(Json).Select(record => record.Raw));
        Assert.Equal(["""{"id":1,"tags":[{"tag":"a"}]}""", """{"tag":"a"}"""], (dataset with { Lists = [dataset.Lists[0] with { Drop = [] }], Drop = [["tags", "secret"]] }).Read(Json).Select(record => record.Raw));
    }

    [Fact]
    public async Task The_copy_is_packed_as_the_file_is_and_reads_as_it_does()
    {
        var csv = "id,secret,name\n1,s3cret,a\n"u8.ToArray();
        var gzip = await Scrub(Things, PackingTests.Gzip(csv), "things.csv.gz");
        Assert.Equal("1|a", Things.Read(gzip, "things.csv.gz").Show());
        var zip = await Scrub(Things, PackingTests.Zip(("other.csv", csv)), "things.zip");
        Assert.Equal("1|a", Things.Read(zip, "things.zip").Show());
        using var archive = new ZipArchive(new MemoryStream(zip));
        Assert.Equal("other.csv", Assert.Single(archive.Entries).FullName);
    }

    [Theory]
    [InlineData("things.csv", "id,secret,name\n1,\"s3cret\n")]
    [InlineData("things.csv", "id,secret,name\n2,b,c\n1,s3cret")]
    [InlineData("things.json", "[{\"secret\":\"s3cret\"")]
    [InlineData("things.json", "[{\"\\ud800\":\"s3cret\"}]")]
    [InlineData("things.json", "{\"id\":1}\n{\"secret\":\"s3cret\"")]
    public async Task What_cant_be_taken_apart_is_a_fault_that_shows_nothing_of_it(string file, string text)
    {
        var fault = await Assert.ThrowsAsync<UnusableDeliveryException>(() => Scrub(Things, text, file));
        Assert.DoesNotContain("s3", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("run FEED", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("things.csv", "id,secret,name\n1,s3cret\n2,b,c\n")]
    [InlineData("things.csv", "id,secret,name\n1,\"s3\"cret,b\n2,b,c\n")]
    [InlineData("things.json", "{\"id\":2}\n{\"secret\":\"s3cret\"\n")]
    [InlineData("things.json", "{\"id\":2}\n{\"id\":1} {\"secret\":\"s3cret\"}\n")]
    public async Task A_row_that_cant_be_taken_apart_is_withheld_from_the_copy_and_quarantined_from_it(string file, string text)
    {
        var copy = await Scrub(Things, text, file);
        Assert.DoesNotContain("s3", copy, StringComparison.Ordinal);

        var records = Things.Read(copy, file);
        Assert.Equal([RecordOutcome.Accepted, RecordOutcome.Rejected], records.Select(record => record.Outcome).Order());
        Assert.Equal(Rejections.Withheld, records.Single(record => record.Rejection is not null).Raw);
    }

    [Theory]
    [InlineData("1,s3cret\n", "Shape", "The record has 2 fields and the header 3. Have fields that hold the delimiter, a quote or a newline quoted.")]
    [InlineData("1,s3cret,b,c\n", "Shape", "The record has 4 fields and the header 3. Have fields that hold the delimiter, a quote or a newline quoted.")]
    [InlineData("1,\"s3\"cret,b\n", "Unreadable", "A field goes on behind its closing quote. Have quotes inside a quoted field doubled.")]
    [InlineData("1,s3cret,\uFFFF\n", "Unreadable", "The record is not valid UTF-8. Have the file written as UTF-8 (or UTF-16 with a byte order mark).")]
    public async Task A_row_that_is_withheld_is_quarantined_from_the_copy_for_the_reason_that_the_file_gives(string row, string reason, string message)
    {
        byte[] file = [.. Encoding.UTF8.GetBytes("id,secret,name\n" + row + "2,b,c\n").SelectMany(one => one is 0xEF ? (byte[])[] : [one])];
        var copy = await Scrub(Things, file, "things.csv");
        foreach (var kept in new[] { copy, await Scrub(Things, copy, "things.csv") })
        {
            var rejection = Things.Read(kept, "things.csv")[0].Rejection!;
            Assert.Equal((reason, message), (rejection.Reason.ToString(), rejection.Message));
        }
    }

    [Fact]
    public void A_row_that_an_older_copy_withholds_gives_no_counts_of_its_own() => Assert.Equal(
        "The record could not be taken apart into the header's fields, and may hold what the feed drops: only the vendor's own file tells more.",
        Things.ReadCsv($"id,name\n{Rejections.Withheld},,\n2,c\n")[0].Rejection!.Message);

    [Theory]
    [InlineData("[{\"id\":1,\"secret\":\"s3cret\",\"id\":2},{\"id\":3}]")]
    [InlineData("{\"id\":1,\"secret\":\"s3cret\"\n{\"id\":3}\n")]
    [InlineData("[\"s3cret\",{\"id\":3}]")]
    public void A_record_that_cant_be_taken_apart_is_withheld_from_quarantine(string json)
    {
        var records = Things.Read(json);
        Assert.Equal(("3|null", Rejections.Withheld, Rejections.Withheld), (records[1..].Show(), records[0].Raw, records[0].Rejection!.Value));
        Assert.DoesNotContain("s3cret", records[0].Rejection!.Message, StringComparison.Ordinal);
    }

    private static async Task<string> Scrub(DatasetDefinition dataset, string text, string file) =>
        Encoding.UTF8.GetString(await Scrub(dataset, Encoding.UTF8.GetBytes(text), file));

    private static async Task<byte[]> Scrub(DatasetDefinition dataset, byte[] bytes, string file)
    {
        using var input = new MemoryStream(bytes);
        using var output = new MemoryStream();
        await DeliveryScrubber.ScrubAsync([], dataset, input, file, output, CancellationToken.None);
        Assert.True(input.CanRead, "the input stays open");
        return output.ToArray();
    }
}
