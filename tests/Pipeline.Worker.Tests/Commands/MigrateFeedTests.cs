using System.Text.Json;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Commands;

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
            bronze.books and silver.books are as they were.
            See what each change means, and how it is made: ./pipeline migrate library --dry-run
            """,
            "run", "library", "--night", "2022-03-02");

        const string Plan = """
            feed library: 2 difference(s) between its feed file and sqlite:FOLDER/warehouse
            dataset  column  what differs                  effect
            books    pages   integer becomes decimal(9,2)  safe
            books    author  new column text               safe
            books.pages: Every value stays the same value, so no hash and no version changes.
            books.author: Null in the versions there are; its values begin with the next night. For older ones run them again: the same file, read with this definition, replaces its night. ./pipeline run library --backfill FIRST..LAST

            """;
        Assert.Equal(Plan + "Nothing was written. Make it so: ./pipeline migrate library\n", (await SucceedAsync("migrate", "library", "--dry-run")).Output);
        Assert.Equal(Plan + "sqlite:FOLDER/warehouse is as the feed file of 'library' says; noted in ops.schema_changes. Next: ./pipeline validate library\n", (await SucceedAsync("migrate", "library")).Output);
        Assert.Equal("The feed file of 'library' says what sqlite:FOLDER/warehouse was built with: there is nothing to do.\n", (await SucceedAsync("migrate", "library")).Output);
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
            books.author: Null in the versions there are; its values begin with the next night. For older ones run them again: the same file, read with this definition, replaces its night. ./pipeline run library --backfill FIRST..LAST --warehouse sqlite:wh --feeds sql/feeds
            books: From the next night on, where values stand or how they are read; see what that changes: ./pipeline plan library --warehouse sqlite:wh --feeds sql/feeds

            """;
        Assert.Equal(
            Plan + "Nothing was written. Make it so: ./pipeline migrate library --warehouse sqlite:wh --feeds sql/feeds\n",
            (await SucceedAsync(["migrate", "library", "--dry-run", .. flags])).Output);
        Assert.Equal(
            Plan + "sqlite:FOLDER/wh is as the feed file of 'library' says; noted in ops.schema_changes. Next: ./pipeline validate library --warehouse sqlite:wh --feeds sql/feeds\n",
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
            History would show at the next night what no delivery has told, so that is done only where somebody says so.
            Nothing was changed, neither this nor what is safe.
            Put the definition back, or accept it: ./pipeline migrate library --accept-new-versions
            """,
            refused.Error.TrimEnd());
        var shown = await SucceedAsync("migrate", "library", "--dry-run", "--accept-new-versions");
        Assert.EndsWith("Nothing was written. Make it so: ./pipeline migrate library --accept-new-versions\n", shown.Output, StringComparison.Ordinal);
        var json = JsonDocument.Parse((await SucceedAsync("migrate", "library", "--accept-new-versions", "--json")).Output).RootElement;
        Assert.Equal(
            """{"dataset":"books","column":"pages","what":"tracked becomes untracked","effect":"new versions","new_versions":1,"meaning":"It enters or leaves what versions are told apart by. 1 open version(s) have a value in it: each whose record is delivered gets a new version, and max_changed may stop that night."}""",
            JsonSerializer.Serialize(json.GetProperty("changes")[0], Unescaped));
        Assert.True(json.GetProperty("is_made").GetBoolean());
        await SucceedAsync("run", "library", "--night", "2022-03-02");
        await SucceedAsync("verify", "library", "--all");
    }

    [Fact]
    public async Task What_would_rewrite_versions_is_refused_with_the_way_that_there_is()
    {
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        Declare("  pages: integer", "  pages: text");
        var refused = await RunAsync("migrate", "library");
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(
            """
            The feed file of 'library' asks for 1 change(s) that would rewrite versions that are written: books.pages.
            They were exact when they were written, and what they say is never changed in place.
            Nothing was changed, neither what is refused nor what is safe.
            Put the definition back, or load the new one as a dataset of another name; or build another warehouse with it from the archive: ./pipeline run library --backfill 2022-03-01..2022-03-02 --warehouse sqlite:other --archive warehouse/archive
            """,
            refused.Error.TrimEnd());

        // The command that the message ends with works, without the vendor.
        Directory.Delete(Folder["data"], recursive: true);
        Folder.Write("sql/feeds/library/gold/longest_book.sql", """
            -- One row: the books there are.
            -- grain: one row
            -- reads: silver.books
            -- columns:
            --   books  integer  how many
            select count(*) as books from silver.books
            """);
        File.Delete(Folder["sql/feeds/library/questions/01-books-with-pages.sql"]);
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02", "--warehouse", "sqlite:other", "--archive", "warehouse/archive");
        await RefusesAsync(
            2,
            """
            --dry-run is given without a feed.
            It is about a feed file that has changed; the warehouse's own scripts are safe to run, and change no history.
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
