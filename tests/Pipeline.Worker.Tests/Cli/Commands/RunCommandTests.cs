using System.Diagnostics;
using System.Text.Json;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

public sealed class RunCommandTests : CommandTest
{
    public RunCommandTests()
    {
        LibraryFeed.Write(Folder);
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Dune,412", "2,Emma,474", "3,Ulysses,many");
        LibraryFeed.Deliver(Folder, "2022-03-02", "1,Dune,500", "3,Ulysses,730");
    }

    [Fact]
    public async Task A_night_is_reported_in_a_table_with_its_steps()
    {
        var result = await SucceedAsync("run", "library", "--night", "2022-03-01");

        Assert.Equal(
            """
            library, night 2022-03-01
            dataset  new  of them back  changed  gone  unchanged  held  quarantined  records  state
            books      2             0        0     0          0     0            1        3  accepted
            quarantined: 1 record(s); to see them: ./pipeline quarantine library --night 2022-03-01
            gold: published 2 tables to FOLDER/warehouse/gold.db; 0 check(s) passed
            finished after SECONDS
            """,
            result.Output.TrimEnd());
        Assert.Equal(
            """
            receive  books, 52 B, SECONDS
            compare  books, SECONDS
            land     books, SECONDS
            merge    books, SECONDS
            build    longest_book, SECONDS
            build    answers, SECONDS
            check    all, SECONDS
            publish  all, SECONDS
            """,
            result.Error.TrimEnd());
        Assert.True(Directory.Exists(Folder["warehouse/archive/library/2022-03-01"]));
        Assert.NotEmpty(Directory.GetFiles(Folder["warehouse/logs"], "pipeline-*.log"));
    }

    [Fact]
    public async Task H17_the_same_night_again_is_reported_as_accepted_before()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");

        var again = await SucceedAsync("run", "library", "--night", "2022-03-01");

        Assert.Contains("accepted before", again.Output, StringComparison.Ordinal);
        Assert.Contains("gold: already up to date (FOLDER/warehouse/gold.db)", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_object_a_night_and_nothing_else()
    {
        var result = await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02", "--json");

        Assert.Equal("", result.Error);
        var nights = result.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["2022-03-01", "2022-03-02"], nights.Select(night => night.GetProperty("night").GetString()));
        var second = nights[1];
        Assert.Equal(
            ["feed", "night", "run_id", "state", "exit_code", "datasets", "gold", "warnings", "faults", "elapsed_seconds"],
            second.EnumerateObject().Select(property => property.Name));
        var books = second.GetProperty("datasets")[0];
        Assert.Equal(
            """["books","accepted",1,0,1,0,1,0,0,0,0,0,2,2]""",
            $"[{string.Join(',', books.EnumerateObject().Take(14).Select(property => property.Value.GetRawText()))}]");
        Assert.Equal("published", second.GetProperty("gold").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Nights_that_can_t_be_meant_are_refused()
    {
        await RefusesAsync(
            2,
            """
            '2022-02-30' is not a valid date; write yyyy-MM-dd.
            With a guessed night a delivery would be put at the wrong place in history.
            Nothing was received, and the warehouse is unchanged.
            Write it like this: ./pipeline run library --night 2021-12-31
            """,
            "run", "library", "--night", "2022-02-30");
        await RefusesAsync(
            2,
            """
            '2022-03-02..2022-03-01' is not a range of nights; write FROM..TO, with FROM not after TO.
            With guessed nights deliveries would be put at the wrong places in history.
            Nothing was received, and the warehouse is unchanged.
            Write it like this: ./pipeline run library --backfill 2021-12-29..2021-12-31
            """,
            "run", "library", "--backfill", "2022-03-02..2022-03-01");
        await RefusesAsync(
            2,
            """
            --night and --backfill exclude each other: one names a single night, the other several.
            It is not clear which of them is meant.
            Nothing was received, and the warehouse is unchanged.
            Give one of them: ./pipeline run library --night 2021-12-31
            """,
            "run", "library", "--night", "2022-03-01", "--backfill", "2022-03-01..2022-03-02");

        var future = await RunAsync("run", "library", "--night", "2999-01-01");
        Assert.StartsWith("Night 2999-01-01 is in the future: the latest night whose scheduled time has passed is 2", future.Error, StringComparison.Ordinal);
        Assert.Equal(2, future.ExitCode);
    }

    [Fact]
    public async Task Several_nights_need_a_placeholder_or_the_archive()
    {
        await RefusesAsync(
            2,
            """
            The nights 2022-03-01 to 2022-03-02 have no files of their own for 1 of 1 datasets of 'library': books (books.csv of source 'shop').
            Each of these has one file for all nights, and the archive does not have theirs: the file that is there now would become every one of these nights.
            Nothing was received, and the warehouse is unchanged.
            Write {night:yyyy-MM-dd} into the URL or the file's name.
            Or run the one night that the files belong to: ./pipeline run library --night 2022-03-02 --source shop=data/2022-03-02
            """,
            "run", "library", "--backfill", "2022-03-01..2022-03-02", "--source", "shop=data/2022-03-02");
        Assert.False(File.Exists(Folder["warehouse/silver.db"]));

        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        LibraryFeed.Write(Folder, "no/such/folder");
        var other = await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02", "--warehouse", "sqlite:other", "--archive", "warehouse/archive");
        Assert.Contains("books      1             0        1     1", other.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "0", "'books' says on_empty: stop, so that an export that failed is not taken for a quiet night.", "f828f5138725214dcf91bb066fb4610e9a386dd4e6da37ab27dc92f88ab4e59a")]
    [InlineData("1,Dune,500 1,Dune,501", "2", "None of its records can be accepted, so it does not tell what is there and what is gone.", "1ae1c592dad1034a0783f85998837e44cd6bd840f32e72d9426200c3d73b54dd")]
    public async Task A_first_night_without_a_record_says_why_it_is_stopped(string rows, string records, string why, string digest)
    {
        LibraryFeed.Deliver(Folder, "2022-03-03", rows.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var result = await RunAsync("run", "library", "--night", "2022-03-03", "--warehouse", "sqlite:w");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(
            $"""
            books.csv of night 2022-03-03 holds no acceptable record for 'books': {records} in the file, 0 skipped, {records} to quarantine.
            {why}
            bronze.books and silver.books are unchanged; the file is kept in the archive.
            If the file is wrong, have it sent again.
            If it is right as it is, approve it once: ./pipeline approve library --night 2022-03-03 --dataset books --delivery {digest} --reason why --warehouse sqlite:w
            Then run: ./pipeline run library --night 2022-03-03 --warehouse sqlite:w
            """,
            result.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backfill_stops_at_the_first_night_that_does_not_end_well_and_says_how_to_go_on()
    {
        LibraryFeed.Deliver(Folder, "2022-03-03");
        LibraryFeed.Deliver(Folder, "2022-03-04", "1,Dune,500");

        var result = await RunAsync("run", "library", "--backfill", "2022-03-02..2022-03-04", "--warehouse", "sqlite:w");

        Assert.Equal(3, result.ExitCode);
        Assert.EndsWith(
            """
            receive  books, 15 B, SECONDS
            books.csv of night 2022-03-03 holds no acceptable record for 'books': 0 in the file, 0 skipped, 0 to quarantine.
            'books' is a full dump, so accepting it would close all 2 open version(s).
            bronze.books and silver.books are unchanged; the file is kept in the archive.
            If the file is wrong, have it sent again.
            If it is right as it is, approve it once: ./pipeline approve library --night 2022-03-03 --dataset books --delivery f828f5138725214dcf91bb066fb4610e9a386dd4e6da37ab27dc92f88ab4e59a --reason why --warehouse sqlite:w
            Then run: ./pipeline run library --night 2022-03-03 --warehouse sqlite:w

            The backfill stopped at night 2022-03-03: 1 night(s) before it are done, 1 after it are not begun.
            Nights build on each other, so none is left out without being asked.
            What was accepted and published stays.
            When the cause is fixed, continue with: ./pipeline run library --backfill 2022-03-03..2022-03-04 --warehouse sqlite:w
            To leave this night out instead: ./pipeline run library --backfill 2022-03-04..2022-03-04 --warehouse sqlite:w
            """,
            result.Error.TrimEnd(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_a_failure()
    {
        var result = await RunAsync("run", "library", "--night", "2022-03-09");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("There is no folder FOLDER/data/2022-03-09.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_is_replaced_by_name_and_never_with_a_password()
    {
        await RefusesAsync(
            2,
            """
            The URL given for source 'shop' contains a password.
            Every user of this machine can read a command line, and it stays in the shell's history: assume that it is known, and change it.
            Nothing was received, and the warehouse is unchanged.
            Put the password into an environment variable or a file, and name it in the feed file (password_env or password_file of source 'shop'); then run: ./pipeline run library --source shop=URL
            """,
            "run", "library", "--source", "shop=ftp://me:hunter2@ftp.example.com/dumps");
        await RefusesAsync(
            2,
            """
            Feed 'library' has no source 'vendor'; it has shop.
            A source that no dataset reads would change nothing.
            Nothing was received, and the warehouse is unchanged.
            Name one of them: ./pipeline run library --source shop=FOLDER
            """,
            "run", "library", "--source", "vendor=data");
        await RefusesAsync(
            2,
            """
            --source takes NAME=URL: the name of a source of the feed, an equals sign, and a folder or a URL.
            Without the name it is not clear which source is meant.
            Nothing was received, and the warehouse is unchanged.
            Write it like this: ./pipeline run library --source vendor=FOLDER
            """,
            "run", "library", "--source", "ftp://me:hun=ter2@ftp.example.com/dumps");

        var replaced = await SucceedAsync("run", "library", "--night", "2022-03-05", "--source", "shop=data/2022-03-02");
        Assert.Contains("books      2             0", replaced.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task An_interrupted_run_ends_in_order_and_says_how_to_go_on(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent with kill");
        File.SetLastWriteTimeUtc(Folder["data/2022-03-01/books.csv"], DateTime.MaxValue.AddYears(-1)); // still being written, as it seems
        using var process = PipelineCli.Start(
            Folder.Path,
            new Dictionary<string, string> { ["PIPELINE_RECEIVE__FOLDERSTABLEFOR"] = "00:10:00" },
            ["run", "library", "--night", "2022-03-01"]);

        Assert.Equal("receive  books: waiting until it is complete", await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
        using (var kill = Process.Start("kill", [signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var result = await PipelineCli.EndAsync(process);

        Assert.Equal(
            """
            Stopped by an operator before it was finished.
            A dataset whose merge had ended has accepted its night; the others and gold are unchanged.
            Nothing is half written: what has been received is kept, and the same night continues from it.
            Run it again: ./pipeline run library --night yyyy-MM-dd
            """,
            result.Error.TrimEnd());
        Assert.Equal(1, result.ExitCode);
    }
}
