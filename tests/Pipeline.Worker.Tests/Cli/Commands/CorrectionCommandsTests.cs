using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary>Nights out of order, withdrawn and given back, the way an operator does it.</summary>
public sealed class CorrectionCommandsTests : CommandTest
{
    public CorrectionCommandsTests()
    {
        LibraryFeed.Write(Folder);
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Dune,500", "2,Emma,300");
        LibraryFeed.Deliver(Folder, "2022-03-02", "1,Dune,510", "3,Momo,200");
        LibraryFeed.Deliver(Folder, "2022-03-03", "1,Dune,510", "2,Emma,300");
        LibraryFeed.Deliver(Folder, "2022-03-04", "1,Dune,500", "2,\"Emma, again\",300");
    }

    // One order through the commands; the engines' tests try all of them.
    [Theory]
    [InlineData(3, 1, 4, 2)]
    public async Task H18_nights_in_any_order_give_the_same_silver(params int[] order)
    {
        foreach (var night in order)
        {
            await SucceedAsync("run", "library", "--night", $"2022-03-0{night}");
        }

        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-04", "--warehouse", "sqlite:inorder");
        foreach (var night in order)
        {
            var one = await SucceedAsync("as-of", "library.books", "--night", $"2022-03-0{night}");
            Assert.Equal((await SucceedAsync("as-of", "library.books", "--night", $"2022-03-0{night}", "--warehouse", "sqlite:inorder")).Output, one.Output);
            Assert.Equal(
                File.ReadAllLines(Folder[$"data/2022-03-0{night}/books.csv"]).Order(StringComparer.Ordinal),
                one.Output.TrimEnd().Split('\n').Order(StringComparer.Ordinal));
        }

        Assert.Equal(
            (await SucceedAsync("explain", "library.books", "1", "--warehouse", "sqlite:inorder")).Output,
            (await SucceedAsync("explain", "library.books", "1")).Output);
    }

    [Fact]
    public async Task H19_a_withdrawn_night_is_reported()
    {
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-03");
        var result = await SucceedAsync("withdraw", "library", "--night", "2022-03-02", "--reason", "a test system's dump");

        Assert.Equal(
            """
            library, night 2022-03-02
            dataset  new  of them back  changed  gone  unchanged  held  quarantined  records  state
            books                                                                             withdrawn
            books: the night was withdrawn; 5 version(s) superseded, 3 written; counts of 1 later night(s) corrected
            gold: published 2 tables to FOLDER/warehouse/gold.db; 0 check(s) passed
            finished after SECONDS
            """,
            result.Output.TrimEnd());
        await SucceedAsync("run", "library", "--night", "2022-03-02");
        Assert.Contains("1,Dune,510", (await SucceedAsync("as-of", "library.books", "--night", "2022-03-02")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H19_what_can_t_be_withdrawn_is_refused()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        await RefusesAsync(
            2,
            """
            --reason is missing.
            Whoever finds history changed must be able to read why.
            Nothing was written.
            Add it: ./pipeline withdraw library --night yyyy-MM-dd --reason TEXT
            """,
            "withdraw", "library", "--night", "2022-03-01");
        await RefusesAsync(
            2,
            """
            Night 2022-03-02 of feed 'library' is not accepted; only 2022-03-01 is.
            Only what was accepted can be withdrawn: nothing of this night is in history.
            Nothing was written.
            See which nights are accepted: ./pipeline status library
            """,
            "withdraw", "library", "--night", "2022-03-02", "--reason", "a mistake");
        await RefusesAsync(
            2,
            """
            Feed 'library' has no dataset 'films'; those with a file of their own are books.
            A night is withdrawn file by file: what is nested in a record goes with it.
            Nothing was written.
            Name one of them: ./pipeline withdraw library --night 2022-03-01 --dataset books --reason TEXT
            """,
            "withdraw", "library", "--night", "2022-03-01", "--dataset", "films", "--reason", "a mistake");
        await RefusesAsync(
            2,
            """
            Night 2022-03-05 of library.books is not accepted; only 2022-03-01 is.
            There is no dump of that night to give back: versions span a missing night, but nothing tells what it held.
            Nothing was written.
            Name an accepted one; see which there are: ./pipeline status library
            """,
            "as-of", "library.books", "--night", "2022-03-05");
    }

    [Fact]
    public async Task H37_a_dump_is_exported_as_csv_and_as_json_also_as_of_an_earlier_time()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        var known = Now();
        await SucceedAsync("run", "library", "--night", "2022-03-04");
        await SucceedAsync("as-of", "library.books", "--night", "2022-03-04", "--out", Folder["books.json"]);
        await SucceedAsync("as-of", "library.books", "--night", "2022-03-04", "--known-at", known, "--out", Folder["books.csv"]);

        Assert.Equal(
            ["""{"id":1,"title":"Dune","pages":500}""", """{"id":2,"title":"Emma, again","pages":300}"""],
            File.ReadAllLines(Folder["books.json"]).Select(line => line.TrimEnd(',')).Where(line => line.Length > 1).Order(StringComparer.Ordinal));
        Assert.Equal(["1,Dune,500", "2,Emma,300", "id,title,pages"], File.ReadAllLines(Folder["books.csv"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task H19_a_withdrawn_night_is_exported_only_as_of_a_time_before_the_withdrawal()
    {
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        var known = Now();
        var delivered = await SucceedAsync("as-of", "library.books", "--night", "2022-03-02");
        await SucceedAsync("withdraw", "library", "--night", "2022-03-02", "--reason", "a test system's dump");

        const string Refused = """
            Night 2022-03-02 of library.books is not accepted; only 2022-03-01 is.
            There is no dump of that night to give back: versions span a missing night, but nothing tells what it held.
            Nothing was written.
            Name an accepted one; see which there are: ./pipeline status library
            """;
        await RefusesAsync(2, Refused, "as-of", "library.books", "--night", "2022-03-02");
        await RefusesAsync(2, Refused, "as-of", "library.books", "--night", "2022-03-02", "--known-at", Now());
        Assert.Equal(delivered.Output, (await SucceedAsync("as-of", "library.books", "--night", "2022-03-02", "--known-at", known)).Output);

        await SucceedAsync("withdraw", "library", "--night", "2022-03-01", "--reason", "another one");
        await RefusesAsync(
            2,
            """
            No night of library.books is accepted.
            There is no dump to give back: nobody has delivered one, or each was stopped or withdrawn.
            Nothing was written.
            See what became of its nights: ./pipeline status library
            """,
            "as-of", "library.books");
        Assert.Equal(delivered.Output, (await SucceedAsync("as-of", "library.books", "--believed-at", known)).Output); // the former name of --known-at
    }

    [Fact]
    public async Task H37_a_system_time_before_the_first_run_is_refused_with_the_first_instant_there_is()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-02");
        var later = await RunAsync("as-of", "library.books", "--night", "2022-03-02", "--known-at", "2020-01-01T00:00:00Z", "--warehouse", "sqlite:warehouse");
        var since = later.Error.TrimEnd().Split("--known-at ")[^1].Split(' ')[0];
        Assert.Equal(
            $"""
            Nothing was known of night 2022-03-02 of library.books at 2020-01-01T00:00:00.000000Z: the first night up to it was accepted at {since}.
            A dump without records would say that the vendor had sent one.
            Nothing was written.
            Name that instant or a later one: ./pipeline as-of library.books --night 2022-03-02 --known-at {since} --warehouse sqlite:warehouse
            """,
            later.Error.TrimEnd());
        Assert.Equal("", later.Output);
        Assert.Equal(2, later.ExitCode);
        Assert.Equal(
            (await SucceedAsync("as-of", "library.books")).Output,
            (await SucceedAsync("as-of", "library.books", "--night", "2022-03-02", "--known-at", since)).Output);

        // The night before comes in late: at the first instant nothing was known of it yet.
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        Assert.Equal(2, (await RunAsync("as-of", "library.books", "--night", "2022-03-01", "--known-at", since)).ExitCode);
    }

    [Theory]
    [InlineData("withdraw", "library", "--night", "2022-03-03", "--reason", "a test system's dump")]
    [InlineData("run", "library", "--night", "2022-03-01")]
    public async Task H19_a_check_that_fails_names_the_night_that_gold_would_stand_for_and_the_way_to_it(params string[] correction)
    {
        LibraryFeed.Deliver(Folder, "2022-03-02", "1,Dune,510", "2,Emma,");
        await SucceedAsync("run", "library", "--night", "2022-03-02");
        if (correction[0] == "withdraw")
        {
            await SucceedAsync("run", "library", "--night", "2022-03-03");
        }

        Folder.Write("sql/feeds/library/checks/longest_book.has_pages.sql", """
            -- Every book has pages.
            select id, title
            from silver.books as b
            where {{is_true 'b.is_current'}}
                and b.pages is null
            """);
        var failed = await RunAsync(correction);
        Assert.Equal(
            """
            1 check(s) found rows in the gold of night 2022-03-02 that must not be there:
              longest_book.has_pages: 1 row(s). Every book has pages.
                id = 2, title = Emma
            Readers would draw wrong conclusions from it, so it was not published.
            Gold is unchanged; bronze and silver hold what is accepted.
            Fix the model, the check or the data, then run: ./pipeline publish library
            """,
            Message(failed.Error));
        Assert.Equal(3, failed.ExitCode);

        // The command that the message ends with builds gold, and loads nothing.
        Folder.Write("sql/feeds/library/checks/longest_book.has_pages.sql", "-- No book is without a title.\nselect id from silver.books where title is null");
        Assert.StartsWith("gold: published 2 tables", (await SucceedAsync("publish", "library")).Output, StringComparison.Ordinal);
        Assert.Contains("2,Emma,\n", (await SucceedAsync("as-of", "library.books")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "library", "--night", "2022-03-01", "--source", "shop=data/{night:yyyy-MM-dd}")]
    [InlineData("withdraw", "library", "--night", "2022-03-01", "--reason", "a test system's dump")]
    public async Task H34_a_night_that_counts_more_news_since_a_correction_before_it_still_adds_up(params string[] correction)
    {
        LibraryFeed.Deliver(Folder, "2022-03-02", "1,Dune,500", "2,Emma,300", "3,Momo,200");
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Dune,500");
        await SucceedAsync(correction);

        // Emma did not change on the second night, so its record never landed; now it is new there.
        Assert.Contains("already up to date", (await SucceedAsync("run", "library", "--night", "2022-03-02")).Output, StringComparison.Ordinal);
        await SucceedAsync("verify", "library", "--all");
    }

    // Without the lines of the log and of progress around it.
    private static string Message(string error) => error.TrimEnd()[Math.Max(0, error.IndexOf("1 check(s)", StringComparison.Ordinal))..];

    private static string Now() => TimeProvider.System.GetUtcNow().ToString("o", System.Globalization.CultureInfo.InvariantCulture);
}
