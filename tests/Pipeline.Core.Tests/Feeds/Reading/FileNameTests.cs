using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class FileNameTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "file: products.csv",
            "file: /products.csv",
            "feed.yaml:8: the file '/products.csv' of dataset 'products' must lie below its source's folder; write a path without '..', '\\' or an empty part, and without '/' in front"
        },
        {
            "file: products.csv",
            "file: ../products.csv",
            "feed.yaml:8: the file '../products.csv' of dataset 'products' must lie below its source's folder; write a path without '..', '\\' or an empty part, and without '/' in front"
        },
        {
            "file: products.csv",
            "file: \"products\\n.csv\"",
            "feed.yaml:8: the file 'products\\u000A.csv' of dataset 'products' holds a control character; take it out"
        },
        {
            "file: products.csv",
            "file: 'a\\products.csv'",
            "feed.yaml:8: the file 'a\\products.csv' of dataset 'products' must lie below its source's folder; write a path without '..', '\\' or an empty part, and without '/' in front"
        },
        {
            "file: products.csv",
            "file: products-*.csv",
            "feed.yaml:8: the file 'products-*.csv' of dataset 'products' is a pattern; name one file, with the night's date where it stands: {night:yyyy-MM-dd}"
        },
        {
            "file: products.csv",
            "file: products.xlsx",
            "feed.yaml:8: the file 'products.xlsx' of dataset 'products' has an ending that does not say how to read it; the endings known are .csv, .tsv, .txt (CSV) or .json, .jsonl, .ndjson (JSON), each also packed once, as .gz or .zip"
        },
        {
            "file: products.csv",
            "file: products.zip",
            "feed.yaml:8: the file 'products.zip' of dataset 'products' has an ending that does not say how to read it; the endings known are .csv, .tsv, .txt (CSV) or .json, .jsonl, .ndjson (JSON), each also packed once, as .gz or .zip"
        },
        {
            "file: products.csv",
            "file: products",
            "feed.yaml:8: the file 'products' of dataset 'products' has an ending that does not say how to read it; the endings known are .csv, .tsv, .txt (CSV) or .json, .jsonl, .ndjson (JSON), each also packed once, as .gz or .zip"
        },
        {
            "file: products.csv",
            "file: \"\"",
            "feed.yaml:8: 'file' of dataset 'products' must be a text; write file: books.csv"
        },
        {
            "file: products.csv",
            "file: \"products-{night}.csv\"",
            "feed.yaml:8: the file 'products-{night}.csv' of dataset 'products' holds '{night}', which is no placeholder for the night; write {night:yyyy-MM-dd}, made of yyyy or yy, MM or M, dd or d, and - _ . / or spaces"
        },
        {
            "file: products.csv",
            "file: \"products-{night:YYYY-MM-DD}.csv\"",
            "feed.yaml:8: the file 'products-{night:YYYY-MM-DD}.csv' of dataset 'products' holds '{night:YYYY-MM-DD}', which is no placeholder for the night; write {night:yyyy-MM-dd}, made of yyyy or yy, MM or M, dd or d, and - _ . / or spaces"
        },
        {
            "file: products.csv",
            "file: \"products-{night:yyyy-MM-dd.csv\"",
            "feed.yaml:8: the file 'products-{night:yyyy-MM-dd.csv' of dataset 'products' holds '{night:yyyy-MM-dd.csv', which is no placeholder for the night; write {night:yyyy-MM-dd}, made of yyyy or yy, MM or M, dd or d, and - _ . / or spaces"
        },
        {
            "file: products.csv",
            "file: \"products-{night:yyyy-MM}.csv\"",
            "feed.yaml:8: the file 'products-{night:yyyy-MM}.csv' of dataset 'products' is the same for several nights; with its source's URL it must hold year, month and day: {night:yyyy-MM-dd}"
        },
        {
            "file: products.csv",
            "file: \"products-{date}.csv\"",
            "feed.yaml:8: the file 'products-{date}.csv' of dataset 'products' holds '{date}', which is no placeholder for the night; write {night:yyyy-MM-dd}, made of yyyy or yy, MM or M, dd or d, and - _ . / or spaces"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_the_name_of_a_file_is_reported_with_its_line_and_what_to_write(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
