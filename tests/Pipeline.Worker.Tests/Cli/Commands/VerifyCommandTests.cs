using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary><c>verify</c>: what it says of a history that stands, and of one that somebody changed by hand.</summary>
public sealed class VerifyCommandTests : CommandTest
{
    public VerifyCommandTests()
    {
        LibraryFeed.Write(Folder);
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Emma,320", "2,Ulysses,730", "3,Dune,many");
        LibraryFeed.Deliver(Folder, "2022-03-02", "1,Emma,321", "2,Ulysses,730");
    }

    [Fact]
    public async Task H36_a_history_that_stands_is_proved()
    {
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");

        Assert.Equal(
            """
            feed library: all keys replayed from the archive
            dataset  nights  records  keys  versions  forgotten
            books         2        5     2         3          0

            no deviation
            """,
            (await SucceedAsync("verify", "library", "--all")).Output.TrimEnd());
        var json = JsonDocument.Parse((await SucceedAsync("verify", "library", "--all", "--json")).Output).RootElement;
        Assert.Equal(0, json.GetProperty("deviations").GetInt32());
        Assert.Equal(0, json.GetProperty("findings").GetArrayLength());
        Assert.Equal("all keys", json.GetProperty("sample").GetString());
    }

    [Fact]
    public async Task A_value_changed_by_hand_is_shown_and_ends_with_exit_code_3()
    {
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02");
        Change("silver", "update books set pages = 731 where id = 2");

        var text = await RunAsync("verify", "library", "--all");

        Assert.Equal(
            """
            feed library: all keys replayed from the archive
            dataset  nights  records  keys  versions  forgotten
            books         2        5     2         3          0

            books: 1 x row_hash that is not its values'
              '2'
                expected: [2022-03-01 01:00:00, now) row_hash aa75ea379d0961cfcb0bdeed4b80748e for {title: 'Ulysses', pages: '731'}
                found:    f03efe77dd1f52bb26272d87239a5fbb

            1 deviation(s)
            """,
            text.Output.TrimEnd());
        Assert.Equal(
            """
            Silver of feed 'library' differs from its accepted files: 1 deviation(s) of 1 kind(s).
            History must be exact: either somebody changed a table or a file by hand, or this is an error of the pipeline.
            Verifying changed nothing; the result is in ops.verifications.
            Compare one of the records with the line that delivered it: ./pipeline explain library.books KEY
            """,
            text.Error.TrimEnd());
        Assert.Equal(3, text.ExitCode);

        var shown = await RunAsync("verify", "library", "--all", "--json");
        var json = JsonDocument.Parse(shown.Output).RootElement;
        Assert.Equal(3, shown.ExitCode);
        Assert.Equal(1, json.GetProperty("deviations").GetInt32());
        Assert.Equal("books", json.GetProperty("findings")[0].GetProperty("dataset").GetString());
        Assert.Equal("'2'", json.GetProperty("findings")[0].GetProperty("first")[0].GetProperty("subject").GetString());
    }

    [Fact]
    public async Task Without_a_night_or_with_a_wrong_sample_it_says_what_to_do()
    {
        await RefusesAsync(
            2,
            """
            '1/0' is not a sample; write 1/N with N from 1 to 100000.
            A sample is one part of the keys, another each day.
            Nothing was read or written.
            Write it like this: ./pipeline verify library --sample 1/30
            """,
            "verify", "library", "--sample", "1/0");
        await RefusesAsync(
            2,
            """
            --all and --sample are given together.
            A sample is one part of the keys, another each day.
            Nothing was read or written.
            Write it like this: ./pipeline verify library --sample 1/30 --warehouse sqlite:w
            """,
            "verify", "library", "--sample", "1/7", "--all", "--warehouse", "sqlite:w");
        await RefusesAsync(
            2,
            """
            There is no warehouse at sqlite:FOLDER/warehouse yet.
            A warehouse is made by the first night that is run into it, so there is nothing to show.
            Nothing was read or written.
            Run a night first, or name another warehouse: ./pipeline run library --warehouse sqlite:DIR
            """,
            "verify", "library");
    }

    [Fact]
    public async Task H34_gold_waits_while_the_database_does_not_hold_what_a_night_says()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        Change("bronze", "delete from books where record_no = 1");
        var model = Folder["sql/feeds/library/gold/longest_book.sql"];
        File.WriteAllText(model, File.ReadAllText(model).Replace("max(pages)", "min(pages)", StringComparison.Ordinal));

        var run = await RunAsync("run", "library", "--night", "2022-03-01");

        Assert.EndsWith(
            """
            The database does not hold what night 2022-03-01 of 'books' says: 2 open version(s) of 2, 1 record(s) in bronze of at least 2, 1 in quarantine of 1.
            Gold would be made from a table that nobody can explain, so it was not published.
            silver.books keeps the night, and gold is unchanged. Somebody may have changed a table by hand.
            Find out which records differ: ./pipeline verify library --all
            """,
            run.Error.TrimEnd(),
            StringComparison.Ordinal);
        Assert.Contains("gold: not published, for the reason below; FOLDER/warehouse/gold.db is unchanged", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, run.ExitCode);
        Assert.Equal(3, (await RunAsync("verify", "library", "--all")).ExitCode);
    }

    private void Change(string schema, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Folder[$"warehouse/{schema}.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }
}
