using System.Text;
using Microsoft.Data.Sqlite;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary><c>forget</c>: what it shows, when it refuses, and that nothing of the record is left in any file.</summary>
public sealed class ForgetCommandTests : CommandTest
{
    private const string Forgotten = "Marginalia";

    private static readonly string[] Twenty = [.. Enumerable.Range(1, 20).Select(n => $"{n},Shelf {n},{n}")];

    public ForgetCommandTests()
    {
        LibraryFeed.Write(Folder);
        var feed = Folder["sql/feeds/library/feed.yaml"];
        File.WriteAllText(feed, File.ReadAllText(feed).Replace(
            "key: [id]", "key: [title]\n    checks: [{ not_null: [title, pages] }]", StringComparison.Ordinal));
        Folder.Write("sql/feeds/library/gold/titles.sql", """
            -- One row is a book that was ever listed.
            -- grain: title
            -- reads: silver.books
            -- columns:
            --   title  text  its title
            select distinct b.title from silver.books as b where b.title is not null
            """);
        LibraryFeed.Deliver(Folder, "2022-03-01", [.. Twenty, $"21,{Forgotten},77001"]);
        LibraryFeed.Deliver(Folder, "2022-03-02", [.. Twenty, $"21,{Forgotten},77002"]);
    }

    [Fact]
    public async Task Unasked_or_without_a_reason_nothing_is_erased()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        var refused = await RunAsync("forget", "library.books", Forgotten, "--reason", "request 4711");

        Assert.Equal(
            """
            dataset  keys  versions  superseded  bronze  quarantine
            books       1         1           0       1           0
            1 record(s) in 1 archived file(s)
            """,
            refused.Output.TrimEnd());
        Assert.Equal(
            """
            Nobody has confirmed that this record of library.books is to be erased.
            What is erased can't be brought back.
            Nothing was written.
            If it is to be erased: ./pipeline forget library.books Marginalia --reason 'request 4711' --yes
            """,
            refused.Error.TrimEnd());
        Assert.Equal(2, refused.ExitCode);
        await RefusesAsync(
            2,
            """
            No reason is given for erasing a record of library.books.
            An erasure is the one exception to the promise that nothing is lost: who asked for it and why is kept for ever.
            Nothing was read or written.
            Give it: ./pipeline forget library.books KEY --reason 'request 4711'
            """,
            "forget", "library.books", Forgotten, "--yes");
        Assert.NotEmpty(Holding(Forgotten));
    }

    [Fact]
    public async Task A_forgotten_record_is_in_no_file_and_history_still_stands()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        LibraryFeed.Deliver(Folder, "2022-03-02", $"21,{Forgotten},77002"); // a guard stops it, and quotes the key
        var stopped = await RunAsync("run", "library", "--night", "2022-03-02");
        Assert.Contains(Forgotten, stopped.Error, StringComparison.Ordinal);
        Assert.Equal(3, stopped.ExitCode);
        var approve = stopped.Error.Split("approve it once: ./pipeline ")[1].Split('\n')[0].Replace("--reason why", "--reason WHY", StringComparison.Ordinal).Split(' ');
        await SucceedAsync([.. approve.Select(word => word == "WHY" ? $"{Forgotten} is all they have left" : word)]);
        await SucceedAsync("run", "library", "--night", "2022-03-02");

        var done = await SucceedAsync("forget", "library.books", Forgotten, "--reason", "request 4711", "--yes");

        Assert.Matches(
            """
            ^dataset  keys  versions  superseded  bronze  quarantine
            books       1         2           0       2           0
            2 record\(s\) in 2 archived file\(s\)

            erased; recorded as [0-9a-f-]{36} in ops\.erasures
            The pipeline can't reach backups, write-ahead logs kept elsewhere and copies of the archive: see docs/operating\.md\.
            Prove that the rest of history is unchanged: \./pipeline verify library --all$
            """,
            done.Output.TrimEnd());
        Assert.Empty(Holding(Forgotten));
        Assert.Empty(Holding("77002"));
        Assert.Matches(@"books +2 +22 +21 +22 +1\n\nno deviation\n$", (await SucceedAsync("verify", "library", "--all")).Output);
        Assert.Equal("request 4711", Ask("ops", "select reason from erasures"));
    }

    [Fact]
    public async Task The_same_night_again_and_a_later_one_bring_nothing_back_that_the_vendor_has_erased()
    {
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        await SucceedAsync("forget", "library.books", Forgotten, "--reason", "request 4711", "--yes", "--json");
        Directory.Delete(Folder["data/2022-03-01"], recursive: true);
        LibraryFeed.Deliver(Folder, "2022-03-02", Twenty);
        LibraryFeed.Deliver(Folder, "2022-03-03", [.. Twenty, "22,Addenda,5"]);

        await SucceedAsync("run", "library", "--night", "2022-03-01");
        await SucceedAsync("run", "library", "--night", "2022-03-03");

        Assert.Empty(Holding(Forgotten));
        Assert.Contains("no deviation", (await SucceedAsync("verify", "library", "--all")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_generations_before_of_other_feeds_hold_nothing_of_it_either()
    {
        foreach (var file in new[] { "feed.yaml", "gold/titles.sql" })
        {
            var text = File.ReadAllText(Folder[$"sql/feeds/library/{file}"]);
            Folder.Write($"sql/feeds/other/{file.Replace("titles", "other_titles", StringComparison.Ordinal)}", text
                .Replace("feed: library", "feed: other", StringComparison.Ordinal).Replace("    books:", "    tomes:", StringComparison.Ordinal)
                .Replace("  books:\n", "  tomes:\n", StringComparison.Ordinal).Replace("silver.books", "silver.tomes", StringComparison.Ordinal));
        }

        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        foreach (var night in new[] { "2022-03-01", "2022-03-02" })
        {
            LibraryFeed.Deliver(Folder, night, [.. Twenty, $"22,Addenda,{night[^1]}"]);
            await SucceedAsync("run", "other", "--night", night);
        }

        Assert.Contains(Holding(Forgotten), file => file.EndsWith("gold.db.before-other", StringComparison.Ordinal));
        await SucceedAsync("forget", "library.books", Forgotten, "--reason", "request 4711", "--yes");

        Assert.Empty(Holding(Forgotten));
        Assert.Equal("Addenda", Ask("gold", "select title from other_titles where title = 'Addenda'"));
    }

    [Fact]
    public async Task A_key_that_no_version_has_is_reported()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");

        var shown = await RunAsync("forget", "library.books", "marginalia", "--reason", "request 4711", "--yes");

        Assert.Equal(
            """
            Neither the warehouse nor the archive has a record of library.books with this key.
            A key is compared exactly, letter case and blanks included, unless the feed file normalises it.
            Nothing was written.
            See how a key is written: ./pipeline explain library.books KEY
            """,
            shown.Error.TrimEnd());
        Assert.Equal(1, shown.ExitCode);
    }

    [Fact]
    public async Task Killed_anywhere_the_same_command_ends_the_same()
    {
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        string[] forget = ["forget", "library.books", Forgotten, "--reason", "request 4711", "--yes"];
        foreach (var delay in new[] { 700, 900, 1100, 1400 })
        {
            using var process = PipelineCli.Start(Folder.Path, null, forget);
            await Task.Delay(delay, TestContext.Current.CancellationToken);
            process.Kill();
            await PipelineCli.EndAsync(process);
        }

        var last = await RunAsync(forget);

        Assert.True(last.ExitCode is 0, last.Error);
        Assert.Empty(Holding(Forgotten));
        Assert.Empty(Holding("77002"));
        Assert.Contains("no deviation", (await SucceedAsync("verify", "library", "--all")).Output, StringComparison.Ordinal);
        Assert.Equal("0", Ask("ops", "select count(*) from erasures where finished_at is null"));
    }

    private string Ask(string schema, string query)
    {
        using var connection = new SqliteConnection($"Data Source={Folder[$"warehouse/{schema}.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    // The warehouse's files that hold a text, packed ones unpacked.
    private List<string> Holding(string text) =>
        [.. Directory.EnumerateFiles(Folder["warehouse"], "*", SearchOption.AllDirectories).Where(file => Holds(file, text))];

    private static bool Holds(string file, string text)
    {
        var bytes = File.ReadAllBytes(file);
        if (bytes is [0x1f, 0x8b, ..])
        {
            using var unpacked = new MemoryStream();
            using (var gzip = new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress))
            {
                gzip.CopyTo(unpacked);
            }

            bytes = unpacked.ToArray();
        }

        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
