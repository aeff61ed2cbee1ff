using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary><c>migrate FEED</c>: a feed file that has changed.</summary>
public sealed class MigrateFeedTests : CommandTest
{
    public MigrateFeedTests()
    {
        LibraryFeed.Write(Folder);
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Ulysses,730", "2,Momo,");
        LibraryFeed.Deliver(Folder, "2022-03-02", "1,Ulysses,730", "2,Momo,304");
    }

    [Fact]
    public async Task What_is_safe_is_shown_made_and_noted()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        Declare("pages: integer", "pages: decimal(9,2)\n      author: text");
        await RefusesAsync(
            2,
            """
            The feed file of 'library' no longer fits the history of 'books' in 1 place(s):
              column 'pages' was integer and would be decimal(9,2)
            Loading on would rewrite versions that were exact when they were written, or add some that no delivery asked for; a night never decides that by itself.
            bronze.books and silver.books are unchanged.
            See what each change means, and how it is made: ./pipeline migrate library --dry-run
            """,
            "run", "library", "--night", "2022-03-02");

        const string Plan = """
            feed library: 2 difference(s) between its feed file and sqlite:FOLDER/warehouse
            dataset  column  what differs                  effect
            books    pages   integer becomes decimal(9,2)  safe
            books    author  new column text               safe
            books.pages: Every value stays the same value, so no hash and no version changes.
            books.author: Null in the versions there are; its values begin with the next night. For older nights run them again: the same file, read with this definition, replaces its night: ./pipeline run library --backfill FIRST..LAST

            """;
        Assert.Equal(Plan + "Nothing was written.\nCarry it out: ./pipeline migrate library\n", (await SucceedAsync("migrate", "library", "--dry-run")).Output);
        Assert.Equal(Plan + "sqlite:FOLDER/warehouse now fits the feed file of 'library'; recorded in ops.schema_changes.\nNext: ./pipeline validate library\n", (await SucceedAsync("migrate", "library")).Output);
        Assert.Equal("The feed file of 'library' equals what sqlite:FOLDER/warehouse was built with: there is nothing to do.\n", (await SucceedAsync("migrate", "library")).Output);
    }

    [Fact]
    public async Task Every_command_that_it_names_repeats_the_flags_that_were_given()
    {
        string[] flags = ["--warehouse", "sqlite:wh", "--feeds", "sql/feeds"];
        await SucceedAsync(["run", "library", "--night", "2022-03-01", .. flags]);
        Declare("  pages: integer", "  pages: { type: integer, from: [pages, size] }\n      author: text");
        const string Plan = """
            feed library: 2 difference(s) between its feed file and sqlite:FOLDER/wh
            dataset  column  what differs     effect
            books    author  new column text  safe
            books            read otherwise   safe
            books.author: Null in the versions there are; its values begin with the next night. For older nights run them again: the same file, read with this definition, replaces its night: ./pipeline run library --backfill FIRST..LAST --warehouse sqlite:wh --feeds sql/feeds
            books: From the next night on, where values are found or how they are read. See what that changes: ./pipeline plan library --warehouse sqlite:wh --feeds sql/feeds

            """;
        Assert.Equal(
            Plan + "Nothing was written.\nCarry it out: ./pipeline migrate library --warehouse sqlite:wh --feeds sql/feeds\n",
            (await SucceedAsync(["migrate", "library", "--dry-run", .. flags])).Output);
        Assert.Equal(
            Plan + "sqlite:FOLDER/wh now fits the feed file of 'library'; recorded in ops.schema_changes.\nNext: ./pipeline validate library --warehouse sqlite:wh --feeds sql/feeds\n",
            (await SucceedAsync(["migrate", "library", .. flags])).Output);
    }

    [Fact]
    public async Task New_versions_that_no_delivery_asked_for_are_made_only_where_somebody_says_so()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        Declare("  pages: integer", "  pages: { type: integer, tracked: false }");
        var refused = await RunAsync("migrate", "library");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("books    pages   tracked becomes untracked  1 new version(s)\n", refused.Output, StringComparison.Ordinal);
        Assert.Equal(
            """
            The feed file of 'library' asks for changes by which records get new versions although they did not change: books.pages.
            At the next night history would show changes that no delivery caused, so that is done only where somebody accepts it.
            Nothing was changed, neither this nor what is safe.
            Restore the definition.
            Or accept it: ./pipeline migrate library --accept-new-versions
            """,
            refused.Error.TrimEnd());
        var shown = await SucceedAsync("migrate", "library", "--dry-run", "--accept-new-versions");
        Assert.EndsWith("Nothing was written.\nCarry it out: ./pipeline migrate library --accept-new-versions\n", shown.Output, StringComparison.Ordinal);
        var json = JsonDocument.Parse((await SucceedAsync("migrate", "library", "--accept-new-versions", "--json")).Output).RootElement;
        Assert.Equal(
            """{"dataset":"books","column":"pages","what":"tracked becomes untracked","effect":"new versions","new_versions":1,"meaning":"It enters or leaves what versions are distinguished by. 1 open version(s) have a value in it: each whose record is delivered gets a new version, and max_changed may stop that night.","next":null}""",
            JsonSerializer.Serialize(json.GetProperty("changes")[0], Unescaped));
        Assert.True(json.GetProperty("is_made").GetBoolean());
        await SucceedAsync("run", "library", "--night", "2022-03-02");
        await SucceedAsync("verify", "library", "--all");
    }

    [Fact]
    public async Task What_a_night_has_not_carried_out_yet_can_t_be_read()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        Declare("pages: integer", "pages: integer\n      isbn: text");
        const string Message = """
            The feed file of 'library' names 1 column(s) that silver.books does not have yet: isbn.
            They are made by the next night or by a migration; until then nothing can be read under these names.
            Nothing was written.
            See what the change means, then carry it out: ./pipeline migrate library --dry-run
            """;
        await RefusesAsync(2, Message, "as-of", "library.books", "--json");
        await RefusesAsync(2, Message, "explain", "library.books", "1");
        await SucceedAsync("migrate", "library");
        await SucceedAsync("as-of", "library.books", "--json");
        await SucceedAsync("explain", "library.books", "1");
    }

    [Theory]
    [InlineData("Withdrawing a night", "withdraw", "library", "--night", "2022-03-01", "--reason", "a mistake")]
    [InlineData("Erasing a record", "forget", "library.books", "1", "Ulysses", "--reason", "request 4711", "--yes")]
    public async Task Nights_that_wait_to_be_replayed_are_listed_until_they_are(string act, params string[] command)
    {
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        Declare("key: [id]", "key: [id, title]");
        await SucceedAsync("migrate", "library", "--rebuild", "--reason", "reprints are books of their own");
        await using (var silver = new SqliteConnection($"Data Source={Folder["warehouse/silver.db"]};Pooling=false"))
        {
            await silver.OpenAsync(TestContext.Current.CancellationToken);
            await using var killed = silver.CreateCommand();
            killed.CommandText = "delete from history__accepted_nights where night = '2022-03-02'; delete from books where valid_from > '2022-03-02'; update books set valid_to = null, is_latest = 1";
            await killed.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        const string Waiting = "1 night(s) of 'books' wait to be replayed under the new definition: 2022-03-02..2022-03-02.";
        await RefusesAsync(
            3,
            $"""
            {Waiting}
            {act} now would miss what they delivered, and they would bring it back.
            Nothing was written.
            Finish the rebuild first: ./pipeline migrate library --rebuild
            """,
            command);
        Assert.EndsWith($"{Waiting} Continue it: ./pipeline migrate library --rebuild\n", (await SucceedAsync("migrate", "library")).Output, StringComparison.Ordinal);
        Assert.EndsWith($"{Waiting} Continue it: ./pipeline migrate library --rebuild\n", (await SucceedAsync("status", "library")).Output, StringComparison.Ordinal);
        await SucceedAsync("migrate", "library", "--rebuild");
        await SucceedAsync("verify", "library", "--all");
        await SucceedAsync(command);
    }

    [Fact]
    public async Task What_would_rewrite_versions_is_refused_and_rebuilt_where_somebody_says_so()
    {
        LibraryFeed.Deliver(Folder, "2022-03-02", "1,Ulysses,730", "2,Momo,304", "2,Momo (reprint),310");
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        Assert.Contains("2 record(s) in quarantine", (await SucceedAsync("quarantine", "library")).Output, StringComparison.Ordinal);
        Declare("key: [id]", "key: [id, title]");
        var refused = await RunAsync("migrate", "library");
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(
            """
            The feed file of 'library' asks for 1 change(s) that would rewrite stored versions: books.title.
            They were exact when they were written, and stored versions are never changed in place.
            Nothing was changed, neither this nor what is safe.
            Restore the definition.
            Or rebuild the history from the archive (2 night(s)); the former versions are kept as superseded: ./pipeline migrate library --rebuild --reason TEXT
            """,
            refused.Error.TrimEnd());
        await RefusesAsync(
            2,
            """
            --reason is missing.
            Whoever finds history rebuilt must be able to read why.
            Nothing was written.
            Add it: ./pipeline migrate library --rebuild --reason TEXT
            """,
            "migrate", "library", "--rebuild");
        await RefusesAsync(
            2,
            """
            --reason is given without --rebuild.
            It says why history is rebuilt, and no other migration asks for it.
            Nothing was written.
            Leave it out, or write: ./pipeline migrate library --rebuild --reason TEXT
            """,
            "migrate", "library", "--reason", "reprints");

        const string Plan = """
            feed library: 1 difference(s) between its feed file and sqlite:FOLDER/warehouse
            dataset  column  what differs         effect
            books    title   tracked becomes key  rebuild
            books.title: Versions that are written would be of other records.
            books: 2 night(s) to be replayed from the archive, 2022-03-01..2022-03-02

            """;
        Assert.Equal(
            Plan + "Each of them can be replayed. Nothing was written.\nCarry it out: ./pipeline migrate library --rebuild --reason TEXT\n",
            (await SucceedAsync("migrate", "library", "--dry-run", "--rebuild")).Output);

        // Without the vendor: every file is in the archive.
        Directory.Delete(Folder["data"], recursive: true);
        var shown = (await SucceedAsync("migrate", "library", "--rebuild", "--reason", "reprints are books of their own")).Output;
        Assert.Equal(
            Plan + """
            library, night 2022-03-01
            dataset  new  of them back  changed  gone  unchanged  held  quarantined  records  state
            books      2             0        0     0          0     0            0        2  accepted
            gold: unchanged; a rebuild is running, 1 night(s) to go
            finished after SECONDS

            library, night 2022-03-02
            dataset  new  of them back  changed  gone  unchanged  held  quarantined  records  state
            books      1             0        1     0          1     0            0        3  accepted
            gold: published 2 tables to FOLDER/warehouse/gold.db; 0 check(s) passed
            finished after SECONDS

            The former versions are kept in the tables __superseded; recorded in ops.schema_changes.
            Next: ./pipeline verify library --all
            """,
            shown.TrimEnd());
        await SucceedAsync("verify", "library", "--all");
        Assert.Contains("2,Momo (reprint),310", (await SucceedAsync("as-of", "library.books")).Output, StringComparison.Ordinal);
        Assert.Equal("The feed file of 'library' equals what sqlite:FOLDER/warehouse was built with: there is nothing to do.\n", (await SucceedAsync("migrate", "library", "--rebuild")).Output);
        await RefusesAsync(
            2,
            """
            --dry-run is given without a feed.
            It concerns a feed file that has changed; the warehouse's own scripts are safe to run, and change no history.
            Nothing was read or written.
            Name the feed: ./pipeline migrate FEED --dry-run
            """,
            "migrate", "--dry-run");
    }

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private void Declare(string before, string after)
    {
        var file = Folder["sql/feeds/library/feed.yaml"];
        File.WriteAllText(file, File.ReadAllText(file).Replace(before, after, StringComparison.Ordinal));
    }
}
