using System.Text;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class FeedReaderTests
{
    [Fact]
    public void The_example_of_the_architecture_becomes_its_definition()
    {
        using var folder = new FeedFiles("streaming", Streaming.Feed);

        var feed = folder.Read();

        Assert.Equal("streaming", feed.Name);
        Assert.Equal(Path.GetFullPath(Path.GetDirectoryName(folder.FeedFile)!), feed.Folder);
        Assert.Equal(Streaming.Feed, feed.Text);
        Assert.Equal(new Schedule(new TimeOnly(2, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), TimeSpan.FromHours(1)), feed.Schedule);
        Assert.Equal(
            [
                new SourceDefinition { Name = "vendor", Url = "ftp://vendor@ftp.example.com/dumps", PasswordEnv = "VENDOR_FTP_PASSWORD", Tls = TlsUse.Required },
                new SourceDefinition { Name = "internal", Url = "data/streaming/internal" },
            ],
            feed.Sources.Values);
        Assert.Equal(Streaming.Definition, Streaming.Describe(feed));
    }

    [Fact]
    public void Everything_that_is_wrong_is_reported_at_once()
    {
        using var folder = new FeedFiles("shop", Spoilt.Feed);

        var fault = Assert.Throws<InvalidFeedException>(() => folder.Read());

        Assert.Equal(ExitCode.Usage, fault.ExitCode);
        Assert.False(fault.IsTransient);
        Assert.Equal(Spoilt.Message(folder.FeedFile), fault.Message);
        Assert.DoesNotContain("s3cret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_mistake_is_one_mistake()
    {
        using var folder = new FeedFiles("shop", Shop.Feed.Replace("mode: full", "mode: all", StringComparison.Ordinal));

        var fault = Assert.Throws<InvalidFeedException>(() => folder.Read());

        Assert.Equal(
            $"""
            The file of feed 'shop' has 1 mistake ({folder.FeedFile}):
              feed.yaml:9: 'mode' of dataset 'products' is 'all'; write full, upsert or append
            A feed is loaded as its file says or not at all: a key read wrongly would become wrong history.
            Nothing was fetched, and the warehouse is unchanged.
            Fix the file (docs/feeds.md is the reference), then run: validate shop
            """,
            fault.Message);
    }

    [Fact]
    public void A_missing_feed_is_reported_with_those_that_exist()
    {
        using var folder = new FeedFiles("shop", Shop.Feed);

        var fault = Assert.Throws<InvalidFeedException>(() => FeedReader.Read(folder.Path, "../shop"));

        Assert.Equal(ExitCode.Usage, fault.ExitCode);
        Assert.Equal(
            $"""
            There is no feed '../shop' in the folder {folder.Path}; the feeds there are: shop.
            A feed is a folder of its own name with a feed.yaml in it.
            Nothing was fetched, and the warehouse is unchanged.
            Name one that is there, or another folder: validate FEED --feeds DIR
            """,
            fault.Message);
        Assert.Equal("feed.yaml: the file is missing", Assert.Single(fault.Mistakes).ToString());
    }

    [Fact]
    public void A_folder_without_feeds_is_reported()
    {
        using var folder = new FeedFiles("shop", Shop.Feed);
        File.Delete(folder.FeedFile);

        var fault = Assert.Throws<InvalidFeedException>(() => folder.Read());

        Assert.StartsWith($"There is no feed 'shop' in the folder {folder.Path}; no folder in it holds a feed.yaml.\n", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_of_feeds_is_reported()
    {
        using var folder = new FeedFiles("shop", Shop.Feed);
        var missing = Path.Combine(folder.Path, "none");

        var fault = Assert.Throws<InvalidFeedException>(() => FeedReader.List(missing));

        Assert.Equal(
            $"""
            The folder of feeds {missing} does not exist.
            Without it there is nothing to load: it holds one folder for each feed, with a feed.yaml in it.
            Nothing was fetched, and the warehouse is unchanged.
            Name the folder that holds them: validate --feeds DIR
            """,
            fault.Message);
        Assert.Equal(fault.Message, Assert.Throws<InvalidFeedException>(() => FeedReader.Read(missing, "shop")).Message);
    }

    [Fact]
    public void Feeds_are_listed_in_ordinal_order()
    {
        using var folder = new FeedFiles("shop", Shop.Feed);
        foreach (var name in new[] { "a", "Z", "empty" })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, name));
        }

        File.WriteAllText(Path.Combine(folder.Path, "a", FeedReader.FileName), "");
        File.WriteAllText(Path.Combine(folder.Path, "Z", FeedReader.FileName), "");

        Assert.Equal(["Z", "a", "shop"], FeedReader.List(folder.Path));
    }

    [Fact]
    public void A_byte_order_mark_is_no_mistake()
    {
        using var folder = new FeedFiles("shop", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Shop.Feed)]);

        Assert.Equal(2, folder.Read().Datasets.Count);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_reported_with_their_line()
    {
        using var folder = new FeedFiles("shop", Encoding.Latin1.GetBytes(Shop.Feed.Replace("sku: text", "größe: text", StringComparison.Ordinal)));

        var fault = Assert.Throws<InvalidFeedException>(() => folder.Read());

        Assert.Equal("feed.yaml:12: the file is not UTF-8 here; save it as UTF-8", Assert.Single(fault.Mistakes).ToString());
    }

    [Theory]
    [InlineData("my.shop")]
    [InlineData("-shop")]
    public void A_feed_that_a_command_could_not_name_is_a_mistake(string feed)
    {
        using var folder = new FeedFiles(feed, Shop.Feed.Replace("feed: shop", $"feed: {feed}", StringComparison.Ordinal));

        var fault = Assert.Throws<InvalidFeedException>(() => folder.Read());

        Assert.Equal(
            $"feed.yaml:1: the name of the folder '{feed}' holds a dot or begins with '-', which a command would take for something else; rename the folder",
            Assert.Single(fault.Mistakes).ToString());
    }
}
