using System.Globalization;

namespace Pipeline.SampleData;

/// <summary>Our own users and what they streamed.</summary>
internal static class Audience
{
    /// <summary>A user whose account the users table never held.</summary>
    public const string Stranger = "guest.pass@example.net";

    private const int Titles = 25;
    private static readonly string[] First = ["Ada", "Birger", "Chiara", "Dunja", "Emre", "Frida", "Goran", "Hanne", "Ilse", "Jonas", "Zoé"];
    private static readonly string[] Last = ["Achterberg", "Bellweather", "Castellane", "Dorfmeister", "Engelbrecht", "Fonteyn", "Grünhagen", "O'Hallan"];
    private static readonly string[] Domains = ["example.com", "example.org", "mail.example.net"];
    private static readonly DateTime Christmas = Instant.At("2021-12-25T00:00:00.000");

    // "Unforgiven" around [07:00, 12:00) on 25 December: user, start and end as times since midnight of that day.
    private static readonly (int User, string Title, string Start, string End)[] Outage =
    [
        (3, Catalogue.Unforgiven, "-01:30:00.000", "08:15:00.250"), // begun the evening before
        (7, Catalogue.Unforgiven, "04:10:00.000", "07:00:00.000"), // over just in time
        (11, Catalogue.Unforgiven, "07:00:00.000", "09:00:30.125"),
        (11, Catalogue.Unforgiven, "09:05:00.000", "10:40:00.000"), // the same user once more
        (19, "UNFORGIVEN", "10:20:12.500", "12:45:00.000"), // the title as another app writes it
        (23, Catalogue.Unforgiven, "06:00:00.000", "16:30:00.000"), // from before until after
        (31, Catalogue.Unforgiven, "11:59:59.999", "13:30:00.000"), // the last moment
        (37, Catalogue.Unforgiven, "12:00:00.000", "14:00:00.000"), // just after
    ];

    public static CsvDump Users(SeededRandom random)
    {
        var names = First.SelectMany(first => Last.Select(last => (first, last)));
        return new CsvDump(
            ["first_name", "last_name", "email"],
            random.Shuffle(names).Take(60).Select(name => new[] { name.first, name.last, Email(random, name.first, name.last) }));
    }

    /// <summary>Every stream of the month, in no order; a night's file holds those that are over.</summary>
    public static IReadOnlyList<StreamRow> Streams(SeededRandom random, IReadOnlyList<string> users)
    {
        var streams = Enumerable.Range(0, 600 - Outage.Length)
            .Select(at => Stream(random, Title(random, at), at % 200 == 150 ? Stranger : random.Pick(users)))
            .Concat(Outage.Select(row => new StreamRow(row.Title, users[row.User], Size(random), Since(row.Start), Since(row.End))));
        return random.Shuffle(streams);
    }

    private static StreamRow Stream(SeededRandom random, string title, string user)
    {
        var start = Instant.Between(random, Instant.MonthStart, Instant.At("2021-12-30T23:00:00.000"));
        var hours = random.Next(4) == 0 ? 2 : 22; // most last longer than their movie
        return new StreamRow(title, user, Size(random), start, Instant.Between(random, start.AddMinutes(4), start.AddHours(hours)));
    }

    // The last two titles are never streamed; a preview that no catalogue lists is, three times.
    private static string Title(SeededRandom random, int at) =>
        at % 200 == 40 ? "Untitled Preview" : Catalogue.Titles[random.Next(Titles - 2)];

    private static string Size(SeededRandom random) =>
        (0.1 + (random.NextDouble() * 2400)).ToString("R", CultureInfo.InvariantCulture);

    private static DateTime Since(string midnight) => Christmas + TimeSpan.Parse(midnight, CultureInfo.InvariantCulture);

    private static string Email(SeededRandom random, string first, string last)
    {
        var name = $"{first}.{last}".ToLowerInvariant().Replace("ü", "ue", StringComparison.Ordinal);
        return $"{name.Replace("é", "e", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal)}@{random.Pick(Domains)}";
    }
}
