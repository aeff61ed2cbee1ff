using System.Text.Json;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary>The commands that look at a warehouse: status, answer, explain.</summary>
public sealed class LookingCommandsTests : CommandTest
{
    public LookingCommandsTests() => LibraryFeed.Write(Folder);

    [Fact]
    public async Task Without_a_warehouse_there_is_nothing_to_look_at_and_none_is_made()
    {
        await RefusesAsync(
            2,
            """
            There is no warehouse at sqlite:FOLDER/warehouse yet.
            A warehouse is made by the first night that is run into it, so there is nothing to show.
            Nothing was read or written.
            Run a night first, or name another warehouse: ./pipeline run FEED --warehouse sqlite:DIR
            """,
            "status");
        Assert.False(Directory.Exists(Folder["warehouse"]));
    }

    [Fact]
    public async Task H20_status_shows_the_nights_that_nobody_ran()
    {
        await LoadAsync();

        var result = await SucceedAsync("status", "library");
        var json = JsonDocument.Parse((await SucceedAsync("status", "--json")).Output).RootElement[0];

        var lines = result.Output.Split('\n').Select(line => line.Split("  ", 2)).ToList();
        Assert.Equal("feed library in sqlite:FOLDER/warehouse, times in UTC", result.Output.Split('\n')[0]);
        Assert.StartsWith("2022-03-05..", lines[3][0], StringComparison.Ordinal);
        Assert.Matches(@"^missing +\d+ night\(s\) that nobody has run: \./pipeline run library --backfill 2022-03-05\.\.", lines[3][1].Trim());
        Assert.Equal(
            ["2022-03-04 accepted", "2022-03-03 missing", "2022-03-02 accepted", "2022-03-01 accepted"],
            json.GetProperty("nights").EnumerateArray().Select(night => $"{night.GetProperty("night")} {night.GetProperty("state")}"));
        Assert.Contains("2022-03-03              missing", result.Output, StringComparison.Ordinal);
        Assert.Contains("books    2022-03-04                  3                       0", result.Output, StringComparison.Ordinal);
        Assert.Equal("stale", json.GetProperty("gold")[0].GetProperty("state").GetString());
        Assert.Equal("2022-03-05", json.GetProperty("not_run").GetProperty("from").GetString());
    }

    [Fact]
    public async Task Status_of_a_feed_that_never_ran_names_those_that_did()
    {
        await LoadAsync();

        await RefusesAsync(
            2,
            """
            No night of feed 'streaming' was ever run into sqlite:FOLDER/warehouse; it has library.
            The status of a feed begins with its first night.
            Nothing was written.
            Run a night of it: ./pipeline run streaming
            """,
            "status", "streaming");
    }

    [Fact]
    public async Task H36_explain_shows_every_version_with_what_changed_and_the_line_that_brought_it()
    {
        await LoadAsync();

        Assert.Equal(
            """
            library.books "1": 2 version(s), times in UTC

            version 1: from 2022-03-01 01:00:00 to 2022-03-02 01:00:00, changed
              id     1
              title  Dune
              pages  412
              delivered by books.csv of night 2022-03-01, sha256 fa5f255952f9, line 2, byte 15
              as received: 1,Dune,412

            version 2: from 2022-03-02 01:00:00 to now, open
              pages  412 -> 500
              delivered by books.csv of night 2022-03-02, sha256 930c6356bff6, line 2, byte 15
              as received: 1,Dune,500
            """,
            (await SucceedAsync("explain", "library.books", "1")).Output.TrimEnd());
        var emma = (await SucceedAsync("explain", "library.books", "2")).Output;
        Assert.Contains("version 1: from 2022-03-01 01:00:00 to 2022-03-02 01:00:00, deleted by the vendor, came back later", emma, StringComparison.Ordinal);
        Assert.Contains("version 2: from 2022-03-04 01:00:00 to now, open\n  unchanged", emma, StringComparison.Ordinal);

        var json = JsonDocument.Parse((await SucceedAsync("explain", "library.books", "1", "--json")).Output).RootElement;
        Assert.Equal("""{"id":"1"}""", JsonSerializer.Serialize(json.GetProperty("key")));
        Assert.Equal("""[{"column":"pages","before":"412","after":"500"}]""", JsonSerializer.Serialize(json.GetProperty("versions")[1].GetProperty("changed")));
    }

    [Fact]
    public async Task Explain_says_why_it_finds_no_record()
    {
        await LoadAsync();

        await RefusesAsync(
            1,
            """
            silver.books has no version of '9': no accepted night of 'library' ever contained it.
            A key is compared exactly, letter case and blanks included, unless the feed file normalises it; a record that was always quarantined has no version either.
            Nothing was written.
            See which nights are accepted, and how many records are quarantined: ./pipeline status library
            """,
            "explain", "library.books", "9");
        await RefusesAsync(
            2,
            """
            Feed 'library' has no dataset 'films'; it has books.
            A dataset or list is named as in the feed file, so this name could mean any of them.
            Nothing was read or written.
            Give the same command with one of these names; what each of them is shows: ./pipeline validate library
            """,
            "explain", "library.films", "9");
    }

    [Fact]
    public async Task Answers_are_asked_with_the_parameters_that_are_set()
    {
        await LoadAsync();

        Assert.Equal(
            """
            id  question                                     answer  unit
            01  How many books have at least so many pages?       3  books
            as of night 2022-03-04
            """,
            (await SucceedAsync("answer", "library")).Output.TrimEnd());
        Assert.Equal(
            """[{"question_id":"01","question":"How many books have at least so many pages?","value":2,"value_text":"2","unit":"books","night":"2022-03-04"}]""",
            JsonSerializer.Serialize(JsonDocument.Parse((await SucceedAsync("answer", "library", "--set", "least=500", "--json")).Output)));
        var unknown = await RunAsync("answer", "library", "--set", "most=500");
        Assert.Equal(2, unknown.ExitCode);
        Assert.StartsWith("No question of this feed has a parameter 'most'; there are least.", unknown.Error, StringComparison.Ordinal);
    }

    private async Task LoadAsync()
    {
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Dune,412", "2,Emma,474", "3,Ulysses,many");
        LibraryFeed.Deliver(Folder, "2022-03-02", "1,Dune,500", "3,Ulysses,730");
        LibraryFeed.Deliver(Folder, "2022-03-04", "1,Dune,500", "2,Emma,474", "3,Ulysses,730");
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        await SucceedAsync("run", "library", "--night", "2022-03-04");
    }
}
