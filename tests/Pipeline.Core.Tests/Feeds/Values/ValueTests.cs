using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Derivations;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Tests.Records;

namespace Pipeline.Core.Tests.Feeds.Values;

public sealed class ValueTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("integer", "5", "5")]
    [InlineData("integer", " +5.0 ", "5")]
    [InlineData("integer", "1e3", "1000")]
    [InlineData("integer", "-0", "0")]
    [InlineData("integer", "00012", "12")]
    [InlineData("integer", "0e99999999999", "0")]
    [InlineData("integer", "12000e-3", "12")]
    [InlineData("integer", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("integer", "9223372036854775807", "9223372036854775807")]
    [InlineData("real", "1.50", "1.5")]
    [InlineData("real", "15e-1", "1.5")]
    [InlineData("real", "-0.0", "0")]
    [InlineData("real", ".5", "0.5")]
    [InlineData("real", "5.", "5")]
    [InlineData("real", "0.1", "0.1")]
    [InlineData("real", "613.4245936603365", "613.4245936603365")]
    [InlineData("real", "1E21", "1000000000000000000000")]
    [InlineData("real", "1e-7", "0.0000001")]
    [InlineData("real", "1e-400", "0")]
    [InlineData("decimal(5,2)", "123.45", "123.45")]
    [InlineData("decimal(5,2)", "123.4500", "123.45")]
    [InlineData("decimal(5,2)", "-0.00", "0")]
    [InlineData("decimal(5,2)", "1e2", "100")]
    [InlineData("decimal(28,0)", "9999999999999999999999999999", "9999999999999999999999999999")]
    [InlineData("boolean", "TRUE", "true")]
    [InlineData("boolean", " y ", "true")]
    [InlineData("boolean", "1", "true")]
    [InlineData("boolean", "No", "false")]
    [InlineData("boolean", "f", "false")]
    [InlineData("date", "2021-12-31", "2021-12-31")]
    [InlineData("date", "1956-05-07T00:00:00.000+0000", "1956-05-07")]
    [InlineData("date", "2021-12-31 00:00", "2021-12-31")]
    [InlineData("date", "0001-01-01", "0001-01-01")]
    [InlineData("timestamp", "2021-12-06T19:30:19.099+0100", "2021-12-06T18:30:19.099000Z")]
    [InlineData("timestamp", "2021-12-06 19:30+01:00", "2021-12-06T18:30:00.000000Z")]
    [InlineData("timestamp", "2021-12-06T19:30:19Z", "2021-12-06T19:30:19.000000Z")]
    [InlineData("timestamp", "2021-12-06t19:30:19,1234567z", "2021-12-06T19:30:19.123456Z")]
    [InlineData("timestamp", "2021-12-06T00:30-01", "2021-12-06T01:30:00.000000Z")]
    [InlineData("timestamp", "0001-01-01T00:00Z", "0001-01-01T00:00:00.000000Z")]
    public void H10_one_value_has_one_canonical_text(string type, string text, string canonical) =>
        Assert.Equal((canonical, (string?)null), Read("c: " + type, text));

    [Theory]
    [InlineData("integer", "5.5", "Column c: \"5.5\" is not an integer (a whole number of 64 bits), because it has decimal places. Declare the column as decimal(p,s) or real, or fix the value at the vendor.")]
    [InlineData("integer", "9223372036854775808", "Column c: \"9223372036854775808\" is not an integer (a whole number of 64 bits), because it is beyond 64 bits. Declare the column as text, or fix the value at the vendor.")]
    [InlineData("integer", "1e999999999999", "Column c: \"1e999999999999\" is not an integer (a whole number of 64 bits), because it is beyond 64 bits. Declare the column as text, or fix the value at the vendor.")]
    [InlineData("integer", "unknown", "Column c: \"unknown\" is not an integer (a whole number of 64 bits). Fix it at the vendor, declare another type, or set `on_bad_value: null`.")]
    [InlineData("real", "1e400", "Column c: \"1e400\" is not a real (a finite number such as 1.5 or 15e-1), because it is beyond the range of a double. Fix it at the vendor, declare another type, or set `on_bad_value: null`.")]
    [InlineData("decimal(5,2)", "1.234", "Column c: \"1.234\" is not a decimal(5,2) (at most 3 digits before the point and 2 after it), because it has 3 digits after the point. Declare a larger decimal(p,s), or fix the value at the vendor.")]
    [InlineData("decimal(5,2)", "1234", "Column c: \"1234\" is not a decimal(5,2) (at most 3 digits before the point and 2 after it), because it has 4 digits before the point. Declare a larger decimal(p,s), or fix the value at the vendor.")]
    [InlineData("boolean", "maybe", "Column c: \"maybe\" is not a boolean (true, false, t, f, yes, no, y, n, 1 or 0). Fix it at the vendor, declare another type, or set `on_bad_value: null`.")]
    [InlineData("date", "31.12.2021", "Column c: \"31.12.2021\" is not a date (such as 2021-12-31). Write `format:` with the .NET format of such texts (for example \"dd.MM.yyyy\"), or fix the value at the vendor.")]
    [InlineData("date", "2021-12-31T10:00Z", "Column c: \"2021-12-31T10:00Z\" is not a date (such as 2021-12-31), because it has a time of day. Write `zone:` to say in which time zone its date is taken, or declare the column as timestamp.")]
    [InlineData("timestamp", "2021-12-31T10:00", "Column c: \"2021-12-31T10:00\" is not a timestamp (such as 2021-12-31T18:30:00+01:00), because it names no offset from UTC. Write `zone:` at the column to say which time zone such texts are in (for example zone: Europe/Berlin).")]
    [InlineData("timestamp", "0001-01-01T00:00+01:00", "Column c: \"0001-01-01T00:00+01:00\" is not a timestamp (such as 2021-12-31T18:30:00+01:00), because it is outside the years 1 to 9999 in UTC. Fix it at the vendor, declare another type, or set `on_bad_value: null`.")]
    public void A_bad_value_says_what_was_expected_and_what_to_write(string type, string text, string message) =>
        Assert.Equal((null, message), Read("c: " + type, text));

    [Theory]
    [InlineData("integer", "NaN")]
    [InlineData("integer", "1,000")]
    [InlineData("integer", "٣")]
    [InlineData("integer", "+")]
    [InlineData("integer", "1e")]
    [InlineData("real", "NaN")]
    [InlineData("real", "Infinity")]
    [InlineData("real", "1,5")]
    [InlineData("real", "0x10")]
    [InlineData("real", ".")]
    [InlineData("real", "1e")]
    [InlineData("real", "e5")]
    [InlineData("real", "1e+")]
    [InlineData("real", "--1")]
    [InlineData("real", "1-")]
    [InlineData("date", "2021-02-29")]
    [InlineData("date", "0000-01-01")]
    [InlineData("date", "10000-01-01")]
    [InlineData("date", "2021-1-1")]
    [InlineData("timestamp", "2021-12-31T24:00Z")]
    [InlineData("timestamp", "2021-12-31T10:00:60Z")]
    [InlineData("timestamp", "2021-12-31T10:00:00.Z")]
    [InlineData("timestamp", "2021-12-31T10:00+1")]
    [InlineData("timestamp", "2021-12-31T10:00 UTC")]
    [InlineData("timestamp", "9999-12-31T23:59-01:00")]
    public void H13_what_is_no_value_of_the_type_is_bad(string type, string text)
    {
        var (canonical, message) = Read("c: " + type, text);
        Assert.Null(canonical);
        Assert.NotNull(message);
    }

    [Fact]
    public void H13_a_text_that_some_engine_could_not_hold_is_bad()
    {
        (string Text, string Because)[] cases = // no attribute can hold half of a surrogate pair
        [
            ("a\0b", "because it holds the character U+0000"),
            ("a\uD800", "because it holds half of a surrogate pair"),
            ("\uDC00\uD800a", "because it holds half of a surrogate pair"),
        ];
        foreach (var (text, because) in cases)
        {
            var (canonical, message) = Read("c: text", text);
            Assert.Null(canonical);
            Assert.Contains(because, message, StringComparison.Ordinal);
            Assert.DoesNotContain('\0', message!);
        }
    }

    [Fact]
    public void H13_a_lone_surrogate_quarantines_its_row()
    {
        var records = Records.Reading.Dataset("id: integer", "name: text").Read("""[{"id":1,"name":"a\ud83d"},{"id":2,"name":"\ud83d\ude00"},{"id":3,"name":"x\u0000"}]""");
        Assert.Equal("BadValue name Key\n2|😀\nBadValue name Key", records.Show());
        Assert.Equal("""{"id":1,"name":"a\ud83d"}""", records[0].Raw);
        Assert.Equal("x\uFFFD", records[2].Rejection!.Value);
    }

    [Fact]
    public void H13_U_0000_in_a_CSV_file_quarantines_its_row_and_is_kept_as_U_FFFD()
    {
        var records = Records.Reading.Dataset("id: integer", "name: text").ReadCsv("id,name,other\n1,a\0b,\n2,b,c\0\n");
        Assert.Equal("BadValue name Key\n2|b", records.Show());
        Assert.Equal(["1,a\uFFFDb,", "2,b,c\uFFFD"], records.Select(record => record.Raw));
    }

    [Fact]
    public void A_quoted_value_is_cut_and_never_inside_a_surrogate_pair()
    {
        var (_, message) = Read("c: integer", new string('x', 198) + "😀😀");
        Assert.StartsWith("Column c: \"" + new string('x', 198) + "…\" is not", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-12-31T23:30:00Z", "2022-01-01")]
    [InlineData("2021-12-31T23:30:00", "2021-12-31")]
    [InlineData("2021-12-31", "2021-12-31")]
    public void A_date_with_a_zone_is_the_instants_date_there(string text, string date) =>
        Assert.Equal(date, Read(Records.Reading.Column("c: date") with { Zone = Berlin }, text).Canonical);

    [Theory]
    [InlineData("2021-07-01T12:00", "2021-07-01T10:00:00.000000Z")]
    [InlineData("2021-12-31", "2021-12-30T23:00:00.000000Z")]
    [InlineData("2021-03-28T02:30", "2021-03-28T01:00:00.000000Z")]
    [InlineData("2021-10-31T02:30", "2021-10-31T00:30:00.000000Z")]
    [InlineData("2021-10-31T02:30+01:00", "2021-10-31T01:30:00.000000Z")]
    public void H3_a_local_time_takes_the_declared_zone(string text, string instant) =>
        Assert.Equal(instant, Read(Records.Reading.Column("c: timestamp") with { Zone = Berlin }, text).Canonical);

    [Fact]
    public void The_first_and_last_hours_of_the_calendar_are_bad_values_and_no_crash()
    {
        Assert.NotNull(Read(Records.Reading.Column("c: timestamp") with { Zone = Berlin }, "0001-01-01T00:00").Message);
        Assert.NotNull(Read(Records.Reading.Column("c: timestamp") with { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") }, "9999-12-31T23:59").Message);
    }

    [Theory]
    [InlineData("date", "dd.MM.yyyy", "31.12.2021", "2021-12-31")]
    [InlineData("date", "dd.MM.yyyy", "2021-12-30", "2021-12-30")]
    [InlineData("timestamp", "dd/MM/yyyy HH:mm zzz", "31/12/2021 10:00 +02:00", "2021-12-31T08:00:00.000000Z")]
    [InlineData("timestamp", "dd/MM/yyyy HH:mm K", "31/12/2021 10:00 Z", "2021-12-31T10:00:00.000000Z")]
    [InlineData("timestamp", "r", "Fri, 31 Dec 2021 10:00:00 GMT", "2021-12-31T10:00:00.000000Z")]
    public void Declared_formats_are_tried_before_ISO_8601(string type, string format, string text, string canonical) =>
        Assert.Equal((canonical, (string?)null), Read(Records.Reading.Column("c: " + type) with { Formats = ["d/M/yy", format] }, text));

    [Fact]
    public void A_format_without_an_offset_takes_the_zone() => Assert.Equal(
        "2021-12-31T09:00:00.000000Z",
        Read(Records.Reading.Column("c: timestamp") with { Formats = ["dd.MM.yyyy HH:mm"], Zone = Berlin }, "31.12.2021 10:00").Canonical);

    [Fact]
    public void H7_normalisation_is_done_in_the_declared_order()
    {
        Assert.Equal("\u00E9", Normalisation.Apply("e\u0301", [Normalisation.Nfc]));
        Assert.Equal("e\u0301", Normalisation.Apply("e\u0301", []));
        Assert.Equal("strasse", Normalisation.Apply(" STRAẞE\u00A0", [Normalisation.Trim, Normalisation.Casefold]));
        Assert.Equal("strasse", Normalisation.Apply("straße", [Normalisation.Casefold]));
        Assert.Equal("straße", Normalisation.Apply("STRAßE", [Normalisation.Lower]));
        Assert.Equal("WALL·E", Normalisation.Apply("wall·e", [Normalisation.Upper]));
        Assert.Equal("σς σ".Replace('ς', 'σ'), Normalisation.Apply("ΣΣ ς", [Normalisation.Casefold]));
        Assert.Equal("\U00010428", Normalisation.Apply("\U00010400", [Normalisation.Casefold]));
        Assert.Equal("i\u0307", Normalisation.Apply("İ", [Normalisation.Casefold]));
        Assert.Equal("\u00E9\uFFFE\u00E9\uFFFF", Normalisation.Apply("e\u0301\uFFFEe\u0301\uFFFF", [Normalisation.Nfc]));
    }

    [Fact]
    public void Derived_columns_are_made_from_the_canonical_value_and_take_no_part_in_hashes()
    {
        var plain = Records.Reading.Dataset("title: text", "at: timestamp");
        var dataset = plain with
        {
            Columns =
            [
                .. plain.Columns,
                Records.Reading.Column("title_match: text") with { DerivedFrom = "title", Normalise = [Normalisation.Trim, Normalisation.Casefold] },
                Records.Reading.Column("day: date") with { DerivedFrom = "at", Zone = Berlin },
                Records.Reading.Column("utc_day: date") with { DerivedFrom = "at" },
                Records.Reading.Column("number: integer") with { DerivedFrom = "title" },
            ],
        };
        const string Json = """[{"title":" 007 ","at":"2021-12-31T23:30Z"},{"title":"Rush","at":null}]""";
        var records = dataset.Read(Json);
        Assert.Equal(" 007 |2021-12-31T23:30:00.000000Z|007|2022-01-01|2021-12-31|7\nBadValue number Key", records.Show());
        Assert.Equal(plain.Read(Json)[0].Row, records[0].Row);
        Assert.Equal("Rush|null|rush|null|null|null", (dataset with { OnBadValue = OnBadValue.Null }).Read(Json)[1..].Show());
    }

    private static (string? Canonical, string? Message) Read(string column, string text) => Read(Records.Reading.Column(column), text);

    private static (string? Canonical, string? Message) Read(ColumnDefinition column, string text)
    {
        var canonical = new ColumnReader(column).Read(text, out var message);
        return (canonical, message);
    }
}
