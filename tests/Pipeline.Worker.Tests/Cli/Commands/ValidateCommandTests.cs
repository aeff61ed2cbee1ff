using System.Text.Json;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

public sealed class ValidateCommandTests : CommandTest
{
    public ValidateCommandTests() => LibraryFeed.Write(Folder);

    [Fact]
    public async Task A_valid_feed_says_what_it_holds()
    {
        var result = await SucceedAsync("validate");

        Assert.Equal(
            """
            library: valid, with 1 dataset(s), 0 nested list(s), 1 model(s), 0 check(s), 1 question(s)
              books: max_deleted 20%, max_changed 50%, max_quarantined 10%, floor 10, row_band 50%..200%, size_band 50%..200%, band_nights 7, on_empty stop, on_blocked publish, on_missing_column stop

            """,
            result.Output);
        Assert.False(Directory.Exists(Folder["warehouse"]));
    }

    [Fact]
    public async Task Every_mistake_of_every_feed_is_reported_at_once()
    {
        Folder.Write("sql/feeds/garden/feed.yaml", """
            feed: garden
            schedule: { at: "25:00", time_zone: Europe/Berlin, deadline: 1h }
            sources:
              shed: { url: "data" }
            datasets:
              plants:
                source: barn
                file: plants.csv
                mode: full
                key: [name]
                columns:
                  name: txt
            """);
        Folder.Write("sql/feeds/library/gold/longest_book.sql", "select max(pages) as pages from silver.books");

        var result = await RunAsync("validate", "--json");

        Assert.Equal(2, result.ExitCode);
        var feeds = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(["garden", "library"], feeds.EnumerateArray().Select(feed => feed.GetProperty("feed").GetString()));
        Assert.Equal(
            ["feed.yaml:2", "feed.yaml:7", "feed.yaml:12"],
            feeds[0].GetProperty("mistakes").EnumerateArray().Select(mistake => $"{mistake.GetProperty("file")}:{mistake.GetProperty("line")}"));
        Assert.All(feeds[1].GetProperty("mistakes").EnumerateArray(), mistake => Assert.StartsWith("gold/longest_book.sql", mistake.GetProperty("file").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sql_that_the_engine_refuses_is_found_before_a_night_runs_it()
    {
        Folder.Write("sql/feeds/library/questions/02-authors.sql", """
            -- question: How many authors are there?
            -- unit: authors
            -- type: integer
            select count(distinct b.author) as value
            from silver.books as b
            """);
        Folder.Write("sql/feeds/library/checks/longest_book.has_pages.sql", """
            -- Some book has pages.
            select * from gold.longest_book as b where {{is_ture 'b.pages'}}
            """);

        await RefusesAsync(
            2,
            """
            The gold files of feed 'library' have 2 mistake(s):
              checks/longest_book.has_pages.sql: there is no helper 'is_ture'; there are boolean_literal, date_literal, day, instant, instant_literal, is_stand_in, is_true, microseconds_between, number, ratio, string_agg, text, text_literal, text_match, whole
              questions/02: SQLite Error 1: 'no such column: b.author'.
            Gold is built from these files as a whole, so none of it was built.
            Nothing was read or written.
            Fix them and run: ./pipeline validate library
            """,
            "validate", "library");

        File.Delete(Folder["sql/feeds/library/questions/02-authors.sql"]);
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Dune,412");
        var night = await RunAsync("run", "library", "--night", "2022-03-01");
        Assert.Equal(1, night.ExitCode);
        Assert.Contains("\nchecks/longest_book.has_pages.sql of feed 'library' could not be run: there is no helper 'is_ture'", night.Error, StringComparison.Ordinal);
    }
}
