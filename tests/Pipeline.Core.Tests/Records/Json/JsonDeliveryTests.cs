using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;

namespace Pipeline.Core.Tests.Records.Json;

public sealed class JsonDeliveryTests
{
    private static readonly DatasetDefinition Things = Reading.Dataset("id: integer", "name: text @meta.name");

    [Theory]
    [InlineData("""[{"id":1,"meta":{"name":"a"}},{"id":2,"meta":null},{"id":3}]""", "1|a\n2|null\n3|null")]
    [InlineData("\uFEFF \n[\n  { \"meta\": { \"name\": \"\" }, \"id\": 1.0 }\n]\n", "1|")]
    [InlineData("{\"id\":1,\"meta\":{\"name\":\"a\"}}\n\n  \r\n{\"id\":\"2\"}\r\n", "1|a\n2|null")]
    [InlineData("{\"id\":1}", "1|null")]
    [InlineData("[]", "")]
    public void Arrays_and_lines_are_read(string json, string expected) => Assert.Equal(expected, Things.Read(json).Show());

    [Fact]
    public void Rows_under_a_property_are_read_and_the_rest_is_passed_over()
    {
        var dataset = Things with { Rows = ["data", "items"] };
        const string Json = """{"a":[[{"items":[{"id":9}]}]],"data":{"x":{"items":[]},"items":[{"id":1},{"id":2}],"n":null},"z":"]}"}""";
        Assert.Equal("1|null\n2|null", dataset.Read(Json).Show());
    }

    [Theory]
    [InlineData("""{"data":{"x":1}}""", "there is no property items")]
    [InlineData("""{"data":[{"id":1}]}""", "an array stands where an object is needed")]
    [InlineData("""[{"id":1}]""", "an array stands where an object is needed")]
    [InlineData("""{"data":{"items":{"id":1}}}""", "an object stands where the array of rows is needed")]
    public void Rows_that_are_not_there_are_a_fault(string json, string found) => Assert.StartsWith(
        $"things.json has no rows under data.items: {found}.\nRead as it is, values would be lost or land in the wrong column.\nNothing of this file is in bronze or silver: the dataset keeps its last accepted night.\nCorrect `rows:`",
        (Things with { Rows = ["data", "items"] }).Fault(json),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"data":{"items":[{"id":1}],"items":[]}}""")]
    [InlineData("""{"data":{"items":[{"id":1}]},"data":{}}""")]
    public void Rows_that_stand_twice_are_a_fault(string json) => Assert.StartsWith(
        "things.json has its rows, data.items, more than once: again at byte ", (Things with { Rows = ["data", "items"] }).Fault(json), StringComparison.Ordinal);

    [Fact]
    public void Position_and_raw_say_where_a_record_stands_and_how_it_came()
    {
        var records = Things.Read("[\n {\"id\": 1},\n\n {\"id\":\n2}]");
        Assert.Equal((new RecordPosition(1, 2, 3), "{\"id\": 1}"), (records[0].Position, records[0].Raw));
        Assert.Equal((new RecordPosition(2, 4, 16), "{\"id\":\n2}"), (records[1].Position, records[1].Raw));
        var lines = Things.Read("\n{\"id\":1}\r\n{\"id\":2}\n");
        Assert.Equal(new RecordPosition(2, 3, 11), lines[1].Position);
    }

    [Fact]
    public void H15_a_line_that_does_not_parse_is_unreadable_and_reading_goes_on()
    {
        var records = Things.Read("{\"id\":1}\n{\"id\":2\n{\"id\":3} {\"id\":4}\n\"five\"\n{\"id\":6}\n");
        Assert.Equal("1|null\nUnreadable  Absent\nUnreadable  Absent\nShape  Absent\n6|null", records.Show());
        Assert.StartsWith("The line is not one whole JSON object: ", records[1].Rejection!.Message, StringComparison.Ordinal);
        Assert.EndsWith(" set `rows:` to the property that holds its records.", records[1].Rejection!.Message, StringComparison.Ordinal);
        Assert.Equal("{\"id\":2", records[1].Raw);
        Assert.Equal("A record of things must be a JSON object, and this is a text. Fix it at the vendor.", records[3].Rejection!.Message);
    }

    [Fact]
    public void H15_a_record_with_a_property_twice_or_bytes_that_are_no_UTF_8_is_unreadable()
    {
        byte[] bytes = [.. "[{\"id\":1,\"\\u0069d\":2},{\"id\":2,\"x\":\""u8, 0xC3, .. "\"},{\"\\ud800\":1},{\"id\":3}]"u8];
        var records = Things.Read(bytes);
        Assert.Equal("Unreadable  Absent\nUnreadable  Absent\nUnreadable  Absent\n3|null", records.Show());
        Assert.StartsWith("The record has a property more than once, and nothing tells which is meant: ", records[0].Rejection!.Message, StringComparison.Ordinal);
        Assert.Equal("{\"id\":2,\"x\":\"\uFFFD\"}", records[1].Raw);
    }

    [Theory]
    [InlineData("""[{"id":1},null,{"id":2}]""", "1|null\nShape  Absent\n2|null")]
    [InlineData("""[{"id":1},[1],{"id":2}]""", "1|null\nShape  Absent\n2|null")]
    [InlineData("""[{"id":null},{"id":" "},{},{"id":2}]""", "NoKey id Nothing\nNoKey id Nothing\nNoKey id Nothing\n2|null")]
    [InlineData("""[{"id":{}},{"id":2}]""", "BadValue id Absent\n2|null")]
    [InlineData("""[{"id":1,"meta":"x"},{"id":2}]""", "BadValue name Key\n2|null")]
    public void A_record_that_is_framed_but_bad_is_rejected(string json, string expected) => Assert.Equal(expected, Things.Read(json).Show());

    [Fact]
    public void A_list_of_scalars_at_the_top_is_read_by_an_empty_path() =>
        Assert.Equal("a\nb", Reading.Dataset("word: text @").Read("""["a","b"]""").Show());

    [Fact]
    public void Text_takes_numbers_and_booleans_as_they_are_written() => Assert.Equal(
        "1|1.50\n2|true\n3|1e3", Things.Read("""[{"id":1,"meta":{"name":1.50}},{"id":2,"meta":{"name":true}},{"id":3,"meta":{"name":1e3}}]""").Show());

    [Theory]
    [InlineData("""{"first":"x"}""", "Column name: {\"first\":\"x\"} is an object, not a value. Name one of its fields, as in `from: meta.name.<field>`.")]
    [InlineData("""["x"]""", "Column name: [\"x\"] is a list, not a value. Declare it under `lists:`, as a dataset of its own.")]
    public void An_object_or_a_list_is_no_text_and_the_message_says_how_to_name_its_content(string value, string message) =>
        Assert.Equal(message, Things.Read($$$"""[{"id":1,"meta":{"name":{{{value}}}}},{"id":2}]""")[0].Rejection!.Message);

    [Fact]
    public void An_object_among_plain_values_is_named_from_the_element_on() => Assert.Equal(
        "Column word: {\"w\":\"b\"} is an object, not a value. Name one of its fields, as in `from: $.<field>`.",
        Reading.Dataset("word: text @").Read("""["a",{"w":"b"}]""")[1].Rejection!.Message);

    [Theory]
    [InlineData("\"0x1d\"", "Column id: \"0x1d\" is not an integer (a whole number of 64 bits). Fix it at the vendor, or declare another type.")]
    [InlineData("true", "Column id: \"true\" is not an integer (a whole number of 64 bits). Fix it at the vendor, or declare another type.")]
    public void H28_a_bad_key_is_not_to_be_made_null(string value, string message) =>
        Assert.Equal(message, Reading.Dataset("id: integer").Read($$"""[{"id":{{value}}},{"id":1}]""")[0].Rejection!.Message);

    [Fact]
    public void Several_objects_in_one_line_are_called_so() => Assert.Equal(
        "The line holds 2 JSON objects, where each needs a line of its own. Have them written so.",
        Things.Read("{\"id\":1}{\"id\":2}\n{\"id\":3}\n")[0].Rejection!.Message);

    [Fact]
    public void Missing_columns_and_unknown_fields_are_reported()
    {
        var reader = new DeliveryReader(new FeedFile(Reading.Dataset("id: integer", "name: text @meta.name", "gone: text") with { Drop = [["secret", "part"]] }));
        const string Json = """[{"id":1,"meta":null,"x":1},{"id":2,"y":{"z":1},"secret":{"part":1,"rest":2},"x":2}]""";
        var records = reader.Read(() => new MemoryStream(Encoding.UTF8.GetBytes(Json)), "a.json", CancellationToken.None).ToList();
        Assert.Equal(["name", "gone"], reader.Shapes["things"].MissingColumns);
        Assert.Equal(["x", "y"], reader.Shapes["things"].UnknownFields);
        Assert.Equal("""{"id":2,"y":{"z":1},"secret":{"rest":2},"x":2}""", records[1].Raw);
    }

    [Fact]
    public void At_most_a_hundred_unknown_fields_are_reported()
    {
        var reader = new DeliveryReader(new FeedFile(Things));
        var json = "[" + string.Join(',', Enumerable.Range(0, 300).Select(i => $$"""{"id":{{i}},"f{{i}}":1}""")) + "]";
        Assert.Equal(300, reader.Read(() => new MemoryStream(Encoding.UTF8.GetBytes(json)), "a.json", CancellationToken.None).Count());
        Assert.Equal(100, reader.Shapes["things"].UnknownFields.Count);
    }
}
