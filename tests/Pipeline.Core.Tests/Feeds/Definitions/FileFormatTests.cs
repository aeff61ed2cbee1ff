using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Tests.Feeds.Definitions;

public sealed class FileFormatTests
{
    [Theory]
    [InlineData("a.csv", FileFormat.Csv)]
    [InlineData("a/b.tsv", FileFormat.Csv)]
    [InlineData("a.TXT.GZ", FileFormat.Csv)]
    [InlineData("a.json", FileFormat.Json)]
    [InlineData("a.jsonl.zip", FileFormat.Json)]
    [InlineData("a.csv.ndjson", FileFormat.Json)]
    [InlineData("a.zip", null)]
    [InlineData("a.csv.gz.zip", null)]
    [InlineData("csv", null)]
    [InlineData("a.json.bak", null)]
    public void The_ending_says_how_a_file_is_read(string file, FileFormat? format) => Assert.Equal(format, FileFormats.Of(file));
}
