using System.Globalization;
using Pipeline.SampleData;

namespace Pipeline.Benchmarks;

/// <summary>Reviews as the vendor dumps them: an array on one line, a book and a movie under each, about 340 bytes a record.</summary>
internal sealed class ReviewsDump : DumpGenerator
{
    private static readonly string[] Labels = ["ONE", "TWO", "THREE", "FOUR", "FIVE"];
    private static readonly string[] Openings = ["A patient film", "The ending limps", "Better than its book", "Nobody sleeps through it", "I left early"];
    private static readonly string[] Closings = ["twice seen, twice moved.", "the fog helps.", "my aunt disagrees.", "the score carries it.", "bring a blanket."];
    private static readonly string[] Adjectives = ["UNPRINTED", "FOLDED", "ENDLESS", "SALTED", "BORROWED", "SECOND", "QUIET", "GLASS", "LAST", "WINTER"];
    private static readonly string[] Nouns = ["HOURS", "OBSERVATORY", "LULLABY", "ISLAND", "INHERITANCE", "FERRY", "ORCHARD", "LEDGER", "ATLAS", "HARBOUR"];

    public override string Dataset => "reviews";

    protected override string Begin => "[";

    protected override string Between => ",";

    protected override string End => "]";

    protected override bool Edits => true;

    protected override string Record(long number, bool isEdited)
    {
        var random = new SeededRandom((ulong)number);
        var (book, movie) = (Title(random), Title(random));
        var isEndFirst = random.Next(2) == 0;
        var updated = new DateTime(2021, 12, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMilliseconds(random.Next(int.MaxValue));
        var created = new DateTime(2015, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMilliseconds(number * 37);
        random = isEdited ? new SeededRandom(~(ulong)number) : random;
        var rate = random.Next(Labels.Length);
        var film = $$"""{"id":0,"title":"{{movie}}"}""";
        const string End = """{"id":0,"title":"end"}""";
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            {"content":{"text":"{{{random.Pick(Openings)}}}; {{{random.Pick(Closings)}}}{{{(isEdited ? " Seen again." : "")}}}"},"rating":{"rate":{{{rate + 1}}},"label":"{{{Labels[rate]}}}"},"books":[{"id":null,"metadata":{"title":"{{{book}}}","pages":"unknown"}}],"movies":[{{{(isEndFirst ? End : film)}}},{{{(isEndFirst ? film : End)}}}],"updated":"{{{updated:yyyy-MM-ddTHH:mm:ss.fff}}}+0100","created":"{{{created:yyyy-MM-ddTHH:mm:ss.fff}}}+0100"}
            """);
    }

    private static string Title(SeededRandom random) => string.Create(
        CultureInfo.InvariantCulture, $"THE {random.Pick(Adjectives)} {random.Pick(Nouns)} {random.Next(10_000)}");
}
