using System.Text.Json.Nodes;

namespace Pipeline.SampleData;

/// <summary>The vendor's reviews, which relate movies to books.</summary>
internal static class Opinions
{
    private static readonly string[] Rates = ["ONE", "TWO", "THREE", "FOUR", "FIVE"];
    private static readonly string[] Openings = ["A patient film", "The ending limps", "Better than its book", "Nobody sleeps through it", "I left early"];
    private static readonly string[] Closings = ["twice seen, twice moved.", "and the fog helps.", "my aunt disagrees.", "the score carries it.", "bring a blanket."];

    public static JsonDump Reviews(SeededRandom random, IReadOnlyList<string> books)
    {
        var written = Enumerable.Range(0, 116)
            .Select(at => Review(random, Movie(random, at), Book(random, at, books), Instant.MonthStart, Instant.At("2021-12-28T12:00:00.000")))
            .ToList();
        var from = Instant.At("2021-12-05T08:00:00.000");
        written.Add(Review(random, Upper(Catalogue.Unforgiven), Upper(Library.FilmedBook), from, from.AddDays(9)));
        written.Add(Review(random, Upper(Catalogue.Titles[1]), Upper(Library.FilmedBook), from, from.AddDays(9)));
        written.Add(Review(random, "CAFE\u0301 MERIDIAN", Upper(Library.FilmedBook), from, from.AddDays(9)));
        written.Add(Review(random, Upper(Catalogue.Sharp), Upper(Library.DemoBook), from, from.AddDays(9)));
        foreach (var review in written.Where((_, at) => at % 20 == 7))
        {
            review["books"]!.AsArray().Add(RelatedBook(Upper(random.Pick(books.Where(book => book != Library.FilmedBook).ToArray()))));
        }

        return new JsonDump(review => (string?)review["created"], written);
    }

    public static JsonObject Review(SeededRandom random, string movie, string book, DateTime from, DateTime to)
    {
        var rate = random.Next(Rates.Length);
        var (film, end) = (RelatedMovie(movie), RelatedMovie("end"));
        return new JsonObject
        {
            ["content"] = new JsonObject { ["text"] = $"{random.Pick(Openings)}; {random.Pick(Closings)}" },
            ["rating"] = new JsonObject { ["rate"] = rate + 1, ["label"] = Rates[rate] },
            ["books"] = new JsonArray(RelatedBook(book)),
            ["movies"] = random.Next(2) == 0 ? new JsonArray(film, end) : new JsonArray(end, film),
            ["updated"] = Instant.Text(Instant.Between(random, Instant.MonthStart, to)),
            ["created"] = Instant.Text(Instant.Between(random, from, to)),
        };
    }

    /// <summary>Upper case as the vendor makes it: <c>ß</c> becomes two letters.</summary>
    public static string Upper(string title) => title.Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant();

    // Every fifth review is of a movie that we don't have; the last quarter of our catalogue is based on no book at all.
    private static string Movie(SeededRandom random, int at) =>
        Upper(at % 5 == 0 ? random.Pick(Catalogue.Elsewhere) : Catalogue.Titles[random.Next(Catalogue.Titles.Length * 3 / 4)]);

    private static string Book(SeededRandom random, int at, IReadOnlyList<string> books) =>
        Upper(at % 12 == 0 ? random.Pick(Library.Elsewhere) : random.Pick(books));

    private static JsonObject RelatedMovie(string title) => new() { ["id"] = 0, ["title"] = title };

    private static JsonObject RelatedBook(string title) =>
        new() { ["id"] = null, ["metadata"] = new JsonObject { ["title"] = title, ["pages"] = "unknown" } };
}
