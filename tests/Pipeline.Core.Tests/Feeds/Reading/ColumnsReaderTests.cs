using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class ColumnsReaderTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "    columns:\n      sku: text\n      name: text\n",
            "",
            "feed.yaml:6: dataset 'products' has no 'columns'; write columns: { name: text }"
        },
        {
            "    columns:\n      sku: text\n      name: text\n",
            "    columns: [sku, name]\n",
            "feed.yaml:11: 'columns' must be a map, and not an empty one; write columns: { name: text }"
        },
        {
            "      name: text",
            "      name:",
            "feed.yaml:13: column 'name' has no type; write name: text"
        },
        {
            "      name: text",
            "      name: [text]",
            "feed.yaml:13: column 'name' has no type; write name: text"
        },
        {
            "      name: text",
            "      name: { from: title }",
            "feed.yaml:13: column 'name' has no 'type'; write type: text"
        },
        {
            "      name: text",
            "      name: string",
            "feed.yaml:13: column 'name' has the type 'string'; here it is called text; the types are text, integer, real, decimal(p,s), boolean, date, timestamp"
        },
        {
            "      name: text",
            "      name: txt",
            "feed.yaml:13: column 'name' has the type 'txt'; the types are text, integer, real, decimal(p,s), boolean, date, timestamp"
        },
        {
            "      name: text",
            "      name: decimal",
            "feed.yaml:13: column 'name' has the type 'decimal'; here it is called decimal(p,s); the types are text, integer, real, decimal(p,s), boolean, date, timestamp"
        },
        {
            "      name: text",
            "      name: decimal(29,2)",
            "feed.yaml:13: column 'name' has the type 'decimal(29,2)'; write decimal(p,s) with p from 1 to 28 digits in all, of which s, at most p, stand after the point"
        },
        {
            "      name: text",
            "      name: decimal(5,6)",
            "feed.yaml:13: column 'name' has the type 'decimal(5,6)'; write decimal(p,s) with p from 1 to 28 digits in all, of which s, at most p, stand after the point"
        },
        {
            "      name: text",
            "      name: { type: decimal(9,2), required: true }",
            "feed.yaml:13: column 'name' has the type 'decimal(9'; between { } a decimal stands in quotes, because of its comma: \"decimal(9,2)\""
        },
        {
            "{ no: integer, sku: text }",
            "{ no: integer, price: decimal(9,2) }",
            "feed.yaml:25: column 'price' has the type 'decimal(9'; between { } a decimal stands in quotes, because of its comma: \"decimal(9,2)\""
        },
        {
            "      name: text",
            "      name: { type: text, requird: true }",
            "feed.yaml:13: column 'name' holds an unknown key 'requird'; did you mean 'required'? The keys here are from, type, format, zone, normalise, required, tracked, was"
        },
        {
            "      name: text",
            "      name: { type: text, normalize: trim }",
            "feed.yaml:13: column 'name' can't hold 'normalize': write normalise: …"
        },
        {
            "      name: text",
            "      name: { type: text, required: maybe }",
            "feed.yaml:13: 'required' of column 'name' must be true or false"
        },
        {
            "      name: text",
            "      name: { type: text, normalise: [trim, fold] }",
            "feed.yaml:13: 'fold' is no way to normalise; write one or several of trim, nfc, lower, upper, casefold"
        },
        {
            "      name: text",
            "      name: { type: integer, normalise: [trim, lower] }",
            "feed.yaml:13: 'normalise' of column 'name' is for text; other types take trim only; take it out"
        },
        {
            "      name: text",
            "      name: { type: text, zone: feed }",
            "feed.yaml:13: 'zone' of column 'name' is for dates and timestamps; take it out"
        },
        {
            "      name: text",
            "      name: { type: timestamp, zone: Europe/Viena }",
            "feed.yaml:13: 'Europe/Viena' is no time zone of the IANA list; did you mean 'Europe/Vienna'? Write a name such as Europe/Berlin or UTC, or feed for the schedule's own"
        },
        {
            "      name: text",
            "      name: { type: text, format: dd.MM.yyyy }",
            "feed.yaml:13: 'format' of column 'name' is for dates and timestamps; take it out"
        },
        {
            "      name: text",
            "      name: { type: date, format: yyyy-mm-dd }",
            "feed.yaml:13: the format 'yyyy-mm-dd' of column 'name' does not hold a whole date; write the year as yyyy, the month as MM (mm is minutes), the day as dd"
        },
        {
            "      name: text",
            "      name: { type: date, format: \"%\" }",
            "feed.yaml:13: the format '%' of column 'name' is no .NET format that could be read back; write one such as dd.MM.yyyy or \"yyyy-MM-dd HH:mm:ss\""
        },
        {
            "      name: text",
            "      name: { type: timestamp, format: \"dd.MM.yyyy HH:mm\" }",
            "feed.yaml:13: the format 'dd.MM.yyyy HH:mm' of column 'name' holds no offset from UTC (zzz or K); say which zone is meant: zone: feed, or zone: UTC"
        },
        {
            "      name: text",
            "      name: { type: date, format: {} }",
            "feed.yaml:13: 'format' of column 'name' must be one or several texts; write format: dd.MM.yyyy"
        },
        {
            "placed_at: timestamp",
            "placed_at: { from: order..placed, type: timestamp }",
            "feed.yaml:21: the path 'order..placed' of column 'placed_at' has an empty part; write names divided by single dots, and a dot that belongs to a name as \\."
        },
        {
            "placed_at: timestamp",
            "placed_at: { from: $, type: timestamp }",
            "feed.yaml:21: from: $ is the element of a list, and this dataset is none; write the field's name ($.$ for a field that is called $)"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_column_is_reported_with_its_line_and_what_to_write(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
