using System.Text.Json.Nodes;

namespace Pipeline.SampleData;

/// <summary>Three nights of sample dumps: what the vendor and we ourselves change from one night to the next.</summary>
/// <remarks><c>data/streaming/README.md</c> tells the same story in words; keep the two together.</remarks>
internal static class SampleNights
{
    public static readonly string[] Nights = ["2021-12-29", "2021-12-30", "2021-12-31"];

    /// <summary>Writes every file of every night under a folder, over those that are there.</summary>
    /// <returns>The files, relative to the folder, with <c>/</c> between parts.</returns>
    public static IReadOnlyList<string> Write(string folder)
    {
        var files = Files().ToList();
        foreach (var (path, bytes) in files)
        {
            var target = Path.Combine([folder, .. path.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, bytes);
        }

        return [.. files.Select(file => file.Path)];
    }

    /// <summary>Every file of every night.</summary>
    public static IEnumerable<(string Path, byte[] Bytes)> Files() =>
        Dumps("vendor", "authors.json", Authors())
            .Concat(Dumps("vendor", "books.json", Books()))
            .Concat(Dumps("vendor", "reviews.json", Reviews()))
            .Concat(Dumps("internal", "movies.csv", Movies()))
            .Concat(Dumps("internal", "users.csv", Users()))
            .Concat(Dumps("internal", "streams.csv", Streams()));

    private static IEnumerable<(string Path, byte[] Bytes)> Dumps(string source, string file, byte[][] nights) =>
        nights.Select((bytes, at) => ($"{source}/{Nights[at]}/{file}", bytes));

    private static JsonDump FirstAuthors() => Library.Authors(new SeededRandom(1));

    private static JsonDump FirstBooks() => Library.Books(new SeededRandom(2), FirstAuthors().Keys);

    private static CsvDump FirstUsers() => Audience.Users(new SeededRandom(3));

    private static byte[][] Authors()
    {
        var random = new SeededRandom(10);
        var first = FirstAuthors();

        var second = first.Copy();
        second.Remove(Library.Leaving);
        second.Remove(Library.Returning);
        second[Library.Corrected]["metadata"]!["died_at"] = Instant.Date(2031, 4, 9);
        second[Library.Renationalised]["nationalities"] = new JsonArray(Library.Nationality(""), Library.Nationality("Sicilians"));
        second[Library.Misdated]["metadata"]!["birth_date"] = "1931-02-30T00:00:00.000+0000";
        second.Insert(0, Library.Author(random, Library.Arriving, "Mariners"));

        var third = second.Copy();
        third.Insert(5, first[Library.Returning].DeepClone().AsObject());
        third[Library.Misdated]["metadata"]!["birth_date"] = Instant.Date(1931, 3, 2);
        third[Library.Renationalised]["nationalities"]!.AsArray().Add(Library.Nationality("Mariners"));
        third.Remove(Library.Singaporean);
        return [first.ToBytes(), second.ToBytes(), third.ToBytes()];
    }

    private static byte[][] Books()
    {
        var first = FirstBooks();

        var second = first.Copy();
        second[Library.DemoBook]["pages"] = 412;
        second[Library.DemoBook]["publisher"] = "Tidemark Editions";
        second.Remove(Library.PausedBook);
        second.Add(Library.Book(new SeededRandom(20), "The Estravel Letters", Library.Arriving));

        var third = second.Copy();
        third.Remove(Library.DemoBook);
        third.Insert(12, first[Library.PausedBook].DeepClone().AsObject());
        third[Library.PausedBook]["pages"] = 288;
        third[Library.MiscountedBook]["pages"] = "n/a";
        third.Duplicate(Library.FilmedBook, 30);
        return [first.ToBytes(), second.ToBytes(), third.ToBytes()];
    }

    private static byte[][] Reviews()
    {
        var random = new SeededRandom(30);
        var first = Opinions.Reviews(random, FirstBooks().Keys);

        var third = first.Copy();
        var keys = first.Keys;
        third[keys[4]]["rating"] = new JsonObject { ["rate"] = 3, ["label"] = "THREE, ON REFLECTION" };
        third[keys[9]]["rating"]!["rate"] = "five";
        third.Remove(keys[13]);
        for (var at = 0; at < 5; at++)
        {
            var (movie, book) = (Catalogue.Titles[10 + at], random.Pick(FirstBooks().Keys));
            third.Add(Opinions.Review(random, Opinions.Upper(movie), Opinions.Upper(book), Instant.At("2021-12-28T14:00:00.000"), Instant.At("2021-12-30T20:00:00.000")));
        }

        return [first.ToBytes(), first.ToReorderedBytes(random), third.ToBytes()];
    }

    private static byte[][] Movies()
    {
        var first = Catalogue.Movies(new SeededRandom(40));

        var third = first.Copy();
        third.Add("Northlight", "97", "Danish", "1180");
        third.Change("title", "The Clockmender", "size_mb", "2021");
        third.Remove("title", "Paper Monsoon");
        return [first.ToBytes(), first.ToBytes(), third.ToBytes()];
    }

    private static byte[][] Users()
    {
        var first = FirstUsers();

        var second = first.Copy();
        second.Change("email", first.Rows[5][2], "last_name", "Achterberg-Moll");
        second.Add("Pernille", "Vestergaard", "pernille.vestergaard@example.com");

        var third = second.Copy();
        third.Remove("email", first.Rows[8][2]);
        third.Add("Nameless", "Import", "");
        return [first.ToBytes(), second.ToBytes(), third.ToBytes()];
    }

    private static byte[][] Streams()
    {
        var all = Audience.Streams(new SeededRandom(50), [.. FirstUsers().Rows.Select(row => row[2])]);
        var nights = Nights.Select((night, at) =>
        {
            var due = Instant.At($"{night}T02:00:00.000");
            return new CsvDump(StreamRow.Header, new SeededRandom(51 + (ulong)at).Shuffle(all.Where(stream => stream.End < due)).Select(stream => stream.Fields));
        }).ToArray();

        var known = all.Where(stream => stream.End < Instant.At($"{Nights[0]}T02:00:00.000")).Take(2).ToArray();
        var (miscounted, contradicted) = (known[0], known[1]);
        nights[0].Change("start_at", Instant.Text(miscounted.Start), "size_mb", "n/a");
        nights[1].Duplicate(17, 203);
        nights[2].Change("start_at", Instant.Text(contradicted.Start), "size_mb", "1.5");
        return [.. nights.Select(night => night.ToBytes())];
    }
}
