using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;

namespace Pipeline.Core.Tests.Records.Json;

public sealed class JsonFaultTests
{
    private const string WhenWhole = "\nRecords behind the fault can't be distinguished from records that the vendor deleted."
        + "\nNothing of this file is in bronze or silver: the dataset keeps its last accepted night.\nWhen the file is whole again, run the night again: run FEED";

    private static readonly DatasetDefinition Things = Reading.Dataset("id: integer");

    [Theory]
    [InlineData("", "things.json is empty: it has no byte, or nothing but blanks.")]
    [InlineData(" \n ", "things.json is empty: it has no byte, or nothing but blanks.")]
    [InlineData("[", "things.json is cut short: its JSON ends at byte 1, in element 1, before it is closed.")]
    [InlineData("""[{"id":1},{"id":2},{"i""", "things.json is cut short: its JSON ends at byte 22, in element 3, before it is closed.")]
    [InlineData("""[{"id":1},{"id":2}""", "things.json is cut short: its JSON ends at byte 18, in element 3, before it is closed.")]
    [InlineData("""[{"id":1},""", "things.json is cut short: its JSON ends at byte 10, in element 2, before it is closed.")]
    [InlineData("""[{"id":1}] x""", "things.json is not valid JSON: the part behind the rows, near byte 11: 'x' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("""[{"id":1}][{"id":2}]""", "things.json is not valid JSON: the part behind the rows, near byte 10: '[' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("""[{"id":1},{"id":01}]""", "things.json is not valid JSON: element 2, near byte 16: Invalid leading zero before '1'.")]
    [InlineData("{\"id\":1}\n{\"id\":", "things.json is cut short: its last line, 2 (byte 9), is no whole JSON object and has no newline.")]
    [InlineData("{\"id\":1}\n{\"id\":2}{\"id\":", "things.json is cut short: its last line, 2 (byte 9), is no whole JSON object and has no newline.")]
    [InlineData("""[{"id":1},]""", "things.json is not valid JSON: element 2, near byte 10: The JSON array contains a trailing comma at the end.")]
    [InlineData("""[{"id":1,}]""", "things.json is not valid JSON: element 1, near byte 9: The JSON object contains a trailing comma at the end.")]
    public void H23_a_broken_file_says_where(string json, string what) => Assert.Equal(what + WhenWhole, Things.Fault(json));

    [Theory]
    [InlineData("""{"id":1}{"id":2}""", "things.json holds 2 JSON objects in its last line, 1 (byte 0), where each needs a line of its own.")]
    [InlineData("{\"id\":1}\n{\"id\":2} {\"id\":3}{\"id\":4}", "things.json holds 3 JSON objects in its last line, 2 (byte 9), where each needs a line of its own.")]
    public void Several_objects_in_the_last_line_are_not_called_cut_short(string json, string what) => Assert.Equal(
        what + "\nA record is separated from the next by the newline between them."
        + "\nNothing of this file is in bronze or silver: the dataset keeps its last accepted night.\nFix the file or the feed file, then check the feed file: validate FEED\nRun the night again: run FEED",
        Things.Fault(json));

    [Fact]
    public void What_is_neither_an_array_nor_an_object_is_no_delivery() => Assert.StartsWith(
        "things.json is not JSON: it begins with byte 0x3C where '[' (an array of records) or '{' (a record a line) is needed.",
        Things.Fault("<html>502 Bad Gateway</html>"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"data":[{"id":1},{"id":2}""")]
    [InlineData("""{"data":[{"id":1}]""")]
    [InlineData("""{"skip":[1,2""")]
    public void H23_rows_that_are_cut_short_are_a_fault(string json) => Assert.StartsWith(
        $"things.json is cut short: its JSON ends at byte {json.Length}, in ", (Things with { Rows = ["data"] }).Fault(json), StringComparison.Ordinal);

    [Fact]
    public void H29_one_object_over_many_lines_is_one_fault_that_says_to_name_its_rows()
    {
        var message = Things.Fault("{\n  \"rows\": [\n    {\n      \"id\": 1\n    }\n  ]\n}\n");
        Assert.StartsWith("things.json fits nothing that the feed file says of things: all of its 7 records are rejected, the first at record 1 (line 1, byte 0): The line is not one whole JSON object: ", message, StringComparison.Ordinal);
        Assert.Contains("if the file is one object over many lines, set `rows:` to the property that holds its records.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fault_is_terminal_and_stops_the_night()
    {
        var fault = Assert.Throws<UnusableDeliveryException>(() => Things.Read(""));
        Assert.False(fault.IsTransient);
        Assert.Equal(ExitCode.Stopped, fault.ExitCode);
    }
}
