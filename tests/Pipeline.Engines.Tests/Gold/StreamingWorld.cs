using System.Globalization;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Testing;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Gold;

/// <summary>The repository's own feed <c>streaming</c>, with files written by hand, in one process.</summary>
/// <remarks>
/// A file that a test does not write holds one record that has to do with nothing else, because an empty full dump would be
/// refused: a movie, a user, a book, an author and a review named Filler, and a stream on the first day of 2001.
/// </remarks>
internal sealed class StreamingWorld : IDisposable
{
    private const string Feed = "streaming";

    private static readonly Dictionary<string, string> Fillers = new()
    {
        ["movies.csv"] = "Filler,100,Filler,1",
        ["users.csv"] = "Filler,Filler,filler@example.org",
        ["streams.csv"] = "Filler,filler@example.org,1,2001-01-01T12:00:00.000+0100,2001-01-01T12:00:01.000+0100",
        ["books.json"] = Book("Filler", "Filler"),
        ["authors.json"] = Author("Filler", "Filler"),
        ["reviews.json"] = Review("2001-01-01T12:00:00.000+0100", 3, [], []),
    };

    private static readonly Dictionary<string, string> Headers = new()
    {
        ["movies.csv"] = "title,duration_mins,original_language,size_mb",
        ["users.csv"] = "first_name,last_name,email",
        ["streams.csv"] = "movie_title,user_email,size_mb,start_at,end_at",
    };

    public StreamingWorld() : this(new SqliteProbe())
    {
    }

    public StreamingWorld(WarehouseProbe probe)
    {
        Rig = new NightRig(probe);
        var from = Path.Combine(PipelineCli.Repository, "sql", "feeds", Feed);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Rig.Sql(Path.GetRelativePath(from, file), Path.GetFileName(file) == FeedReader.FileName ? FromFolder(text) : text, Feed);
        }

        Directory.CreateDirectory(Rig.Source);
        foreach (var file in Fillers.Keys)
        {
            Deliver(file, Fillers[file]);
        }
    }

    public NightRig Rig { get; }

    public static string Book(string name, string? author, string publisher = "Press", int pages = 100) =>
        $$"""{"name":"{{name}}","pages":{{pages}},"author":{{(author is null ? "null" : $"\"{author}\"")}},"publisher":"{{publisher}}"}""";

    /// <summary>An author with one list entry for each nationality; the vendor's blank filler is an empty text.</summary>
    public static string Author(string name, params IReadOnlyList<string> nationalities) =>
        Author(name, "1950-01-02", null, nationalities);

    public static string Author(string name, string born, string? died, IReadOnlyList<string> nationalities)
    {
        var labels = nationalities.Select(label => $$"""{"id":null,"label":"{{label}}","slug":null}""");
        var death = died is null ? "null" : $"\"{died}T00:00:00.000+0000\"";
        return $$$"""{"metadata":{"name":"{{{name}}}","birth_date":"{{{born}}}T00:00:00.000+0000","died_at":{{{death}}}},"nationalities":[{{{string.Join(',', labels)}}}]}""";
    }

    public static string Review(string created, int? rate, IReadOnlyList<string> books, IReadOnlyList<string> movies)
    {
        var named = books.Select(title => $$$"""{"id":null,"metadata":{"title":"{{{title}}}","pages":"unknown"}}""");
        var related = movies.Append("end").Select(title => $$"""{"id":0,"title":"{{title}}"}""");
        return $$$"""{"content":{"text":"."},"rating":{"rate":{{{rate?.ToString(CultureInfo.InvariantCulture) ?? "null"}}},"label":"X"},"books":[{{{string.Join(',', named)}}}],"movies":[{{{string.Join(',', related)}}}],"updated":"{{{created}}}","created":"{{{created}}}"}""";
    }

    /// <summary>Publishes one file with these rows: lines under the header, or the elements of an array.</summary>
    public void Deliver(string file, params IReadOnlyList<string> rows) => Rig.Put(
        file, Headers.TryGetValue(file, out var header) ? string.Join('\n', rows.Prepend(header)) + "\n" : $"[{string.Join(",\n", rows)}]");

    /// <summary>Takes the feed through a night that must go well.</summary>
    public async Task<NightReport> LoadAsync(DateOnly night)
    {
        var report = await Rig.RunAsync(night, Feed);
        Assert.Equal([], report.Faults.Select(fault => fault.Message));
        Assert.Equal(GoldState.Published, report.Gold.State);
        return report;
    }

    public Task<NightReport> LoadAsync(int day = 1) => LoadAsync(NightRig.Night(day));

    public Task<NightReport> RunAsync(DateOnly night) => Rig.RunAsync(night, Feed);

    /// <summary>Rows of a query, a line each; values divided by a bar.</summary>
    public string Rows(string sql) =>
        string.Join('\n', Rig.Warehouse.Query(sql).Select(row => string.Join('|', row.Select(value => value ?? "null"))));

    /// <summary>Every row of a gold table in full, by its first columns.</summary>
    public string Gold(string table) =>
        Rows($"select * from gold.{table} order by 1, 2");

    /// <summary>What one question answers, with these settings.</summary>
    public async Task<Answer> AskAsync(string question, params (string Name, string Value)[] settings)
    {
        var feed = Rig.Read(Feed);
        await using var warehouse = Rig.Warehouse.Open();
        var library = GoldLibrary.Read(feed, warehouse.Traits.Name);
        var asked = library with { Questions = [library.Questions.Single(q => q.Id == question)] };
        var answers = await new FeedQuestions(asked, feed.Schedule.Zone, warehouse.Sql, null).AnswerAsync(
            (_, sql) => warehouse.Gold.AskAsync(sql, TestContext.Current.CancellationToken),
            settings.ToDictionary(setting => setting.Name, setting => setting.Value));
        return answers.Single();
    }

    public void Dispose() => Rig.Dispose();

    // Every source is the rig's folder, and has no password.
    private string FromFolder(string feed)
    {
        var lines = feed.Split('\n')
            .Where(line => !line.Contains("password_env:", StringComparison.Ordinal) && !line.Contains("tls:", StringComparison.Ordinal))
            .Select(line => line.StartsWith("    url:", StringComparison.Ordinal) ? $"    url: \"{Rig.Source}\"" : line);
        return string.Join('\n', lines);
    }
}
