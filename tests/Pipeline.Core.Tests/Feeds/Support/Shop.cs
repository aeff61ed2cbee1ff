using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Tests.Feeds.Support;

/// <summary>A small valid feed that tests spoil in one place.</summary>
internal static class Shop
{
    public const string Feed =
        """
        feed: shop
        schedule: { at: "02:00", time_zone: Europe/Berlin }
        sources:
          vendor: { url: /dumps }
        datasets:
          products:
            source: vendor
            file: products.csv
            mode: full
            key: [sku]
            columns:
              sku: text
              name: text
          orders:
            source: vendor
            file: orders.json
            mode: append
            key: [id]
            columns:
              id: text
              placed_at: timestamp
            lists:
              lines:
                key: [no]
                columns: { no: integer, sku: text }
        
        """;

    /// <summary>Everything from the key <c>datasets</c> on.</summary>
    public static string Datasets => Feed[Feed.IndexOf("datasets:", StringComparison.Ordinal)..];

    /// <summary>The columns of a list, and eight lists within each other under them.</summary>
    public static string NineLevels
    {
        get
        {
            var text = "        columns: { no: integer, sku: text }\n";
            for (var level = 1; level <= 8; level++)
            {
                var indent = new string(' ', 4 + (4 * level));
                text += $"{indent}lists:\n{indent}  l{level}:\n{indent}    key: [n]\n{indent}    columns: {{ n: text }}\n";
            }

            return text;
        }
    }

    /// <summary>Every mistake of the feed with one piece of it replaced, a line each.</summary>
    public static string MistakesWith(string replaced, string by)
    {
        Assert.Contains(replaced, Feed, StringComparison.Ordinal);
        var at = Feed.IndexOf(replaced, StringComparison.Ordinal);
        using var folder = new FeedFiles("shop", Feed.Remove(at, replaced.Length).Insert(at, by));
        var fault = Assert.Throws<InvalidFeedException>(() => folder.Read());
        return string.Join('\n', fault.Mistakes);
    }

    /// <summary>The definition of the feed with one piece of it replaced.</summary>
    public static FeedDefinition With(string replaced, string by)
    {
        Assert.Contains(replaced, Feed, StringComparison.Ordinal);
        using var folder = new FeedFiles("shop", Feed.Replace(replaced, by, StringComparison.Ordinal));
        return folder.Read();
    }
}
