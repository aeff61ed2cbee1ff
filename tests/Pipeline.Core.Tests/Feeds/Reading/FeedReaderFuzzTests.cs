using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class FeedReaderFuzzTests
{
    private static readonly string[] Scraps =
    [
        ":", "{", "}", "[", "]", ",", "\"", "'", "\n", "\t", " ", "|", ">", "&a", "*a", "!", "%", "@", "#", "? ", "- ", "$", "$.", "\\", ".", "~",
        "null", "[]", "{}", "<<", "\0", "\uFEFF", "é", "---\n", "...\n",
    ];

    [Fact]
    public void Whatever_a_file_holds_it_is_a_feed_or_has_mistakes_with_lines()
    {
        var random = new Random(7);
        var (feeds, faulty) = (0, 0);
        for (var i = 0; i < 2000; i++)
        {
            var text = Spoil(random, i % 2 == 0 ? Shop.Feed : Streaming.Feed.Replace("feed: streaming", "feed: shop", StringComparison.Ordinal));
            using var folder = new FeedFiles("shop", text);
            try
            {
                Assert.NotEmpty(folder.Read().Datasets);
                feeds++;
            }
            catch (InvalidFeedException fault)
            {
                Assert.NotEmpty(fault.Mistakes);
                Assert.All(fault.Mistakes, mistake => Assert.InRange(mistake.Line, 1, 1 + text.Count(c => c is '\n')));
                faulty++;
            }
        }

        Assert.True(feeds > 50 && faulty > 500, $"{feeds} feeds, {faulty} faulty ones: the spoiling is too strong or too weak.");
    }

    private static string Spoil(Random random, string text)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                _ => text.Insert(at, Scraps[random.Next(Scraps.Length)]),
            };
        }

        return text;
    }
}
