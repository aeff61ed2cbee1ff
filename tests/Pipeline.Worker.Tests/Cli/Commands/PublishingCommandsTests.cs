using System.Text.Json;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary>The commands that keep a warehouse: migrate, publish, roles; and what commands in messages repeat.</summary>
public sealed class PublishingCommandsTests : CommandTest
{
    public PublishingCommandsTests() => LibraryFeed.Write(Folder);

    [Fact]
    public async Task Migrate_says_what_it_did_script_by_script_and_does_it_once()
    {
        var first = (await SucceedAsync("migrate")).Output.TrimEnd().Split('\n');
        Assert.Matches(@"^script +what was done$", first[0]);
        Assert.Matches(@"^0001_history_nights\.sql +run now$", first[1]);
        Assert.Matches(@"^sqlite:FOLDER/warehouse is up to date: (\d+) of \1 script\(s\) run now\.$", first[^1]);
        var again = (await SucceedAsync("migrate")).Output.TrimEnd().Split('\n');
        Assert.Matches(@"^0001_history_nights\.sql +nothing: it was run before$", again[1]);
        Assert.Matches(@"is up to date: 0 of \d+ script\(s\) run now\.$", again[^1]);
        var json = JsonDocument.Parse((await SucceedAsync("migrate", "--json")).Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(first.Length - 2, json.Count);
        Assert.All(json, script => Assert.False(script.GetProperty("was_run").GetBoolean()));
    }

    [Fact]
    public async Task Publish_returns_to_the_generation_before_and_back_and_status_says_so()
    {
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Dune,412");
        LibraryFeed.Deliver(Folder, "2022-03-02", "1,Dune,412", "2,Emma,474");
        await SucceedAsync("run", "library", "--backfill", "2022-03-01..2022-03-02", "--warehouse", "sqlite:w");

        var back = await SucceedAsync("publish", "library", "--rollback", "--warehouse", "sqlite:w");
        Assert.StartsWith("library: gold is rolled back to the generation before.\ntable", back.Output, StringComparison.Ordinal);
        Assert.Contains("  2022-03-01  ", back.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            """
            The newer generation is withheld: a run publishes again when a night brings changes. Silver is unchanged.
            To return to it: ./pipeline publish library --rollback --warehouse sqlite:w
            """,
            back.Output.TrimEnd(),
            StringComparison.Ordinal);
        var status = await SucceedAsync("status", "library", "--warehouse", "sqlite:w");
        Assert.EndsWith(
            "Gold was rolled back by an operator. To return to the newer generation: ./pipeline publish library --rollback --warehouse sqlite:w",
            status.Output.TrimEnd(),
            StringComparison.Ordinal);
        var run = await SucceedAsync("run", "library", "--night", "2022-03-02", "--warehouse", "sqlite:w");
        Assert.Contains(
            "gold: unchanged, because an operator rolled it back; to publish the current silver: ./pipeline publish library --warehouse sqlite:w",
            run.Output,
            StringComparison.Ordinal);

        var forth = JsonDocument.Parse((await SucceedAsync("publish", "library", "--rollback", "--warehouse", "sqlite:w", "--json")).Output).RootElement;
        Assert.True(forth.GetProperty("is_return").GetBoolean());
        Assert.Equal("2022-03-02", forth.GetProperty("tables")[0].GetProperty("night").GetString());

        var published = await SucceedAsync("publish", "library", "--warehouse", "sqlite:w");
        Assert.StartsWith("gold: published 2 tables to FOLDER/w/gold.db; ", published.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_without_an_accepted_night_says_what_to_run_first_with_the_flags_that_were_given() => await RefusesAsync(
        2,
        """
        No night of feed 'library' is accepted yet.
        Gold is built from what is accepted, so there is nothing to publish.
        Nothing was written.
        Run a night first: ./pipeline run library --warehouse sqlite:w --feeds sql/feeds
        """,
        "publish", "library", "--feeds", "sql/feeds", "--warehouse", "sqlite:w");

    [Fact]
    public async Task Roles_prints_the_script_of_the_engine_and_connects_to_nothing()
    {
        var postgres = await SucceedAsync("roles", "--warehouse", "postgres:Host=127.0.0.1;Port=1;Database=dwh;Username=dba");
        Assert.Contains("create role pipeline_worker login;", postgres.Output, StringComparison.Ordinal);
        Assert.StartsWith("-- SQLite has no roles", (await SucceedAsync("roles")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_migrated_is_refused_by_every_command_with_the_flag_that_was_given_and_without_its_password()
    {
        var scripts = Directory.GetFiles(Path.Combine(PipelineCli.Repository, "sql", "engines", "postgres", "migrations")).Length;
        var database = PostgresServer.Shared.CreateDatabase();
        var open = $"postgres:{PostgresServer.Shared.ConnectionString(database)}";
        var name = $"postgres:127.0.0.1:{open.Split("Port=")[1].Split(';')[0]}/{database}";
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Dune,412");
        foreach (var command in new[] { new[] { "run", "library", "--night", "2022-03-01" }, ["status"], ["publish", "library"], ["answer", "library"] })
        {
            await RefusesAsync(
                2,
                $"""
                {name} is not migrated: {scripts} of the {scripts} script(s) of this version were never run on it.
                The tables that the pipeline works with are not there, or not as this version knows them, so it did not begin.
                Nothing was read or written by this command.
                Create or upgrade them, which is safe to repeat and destroys nothing: ./pipeline migrate --warehouse '{open}'
                """,
                [.. command, "--warehouse", open]);
        }

        await RefusesAsync(
            2,
            $"""
            {name} is not migrated: {scripts} of the {scripts} script(s) of this version were never run on it.
            The tables that the pipeline works with are not there, or not as this version knows them, so it did not begin.
            Nothing was read or written by this command.
            Create or upgrade them, which is safe to repeat and destroys nothing: ./pipeline migrate --warehouse postgres:
            (The password is not repeated here: put the connection string into PIPELINE_POSTGRES, which also keeps it out of the process list.)
            """,
            "status", "--warehouse", $"{open};Password=geheim");
        Assert.EndsWith($"{name} is up to date: {scripts} of {scripts} script(s) run now.\n", (await SucceedAsync("migrate", "--warehouse", open)).Output, StringComparison.Ordinal);
        await SucceedAsync("run", "library", "--night", "2022-03-01", "--warehouse", open);
        PostgresServer.Shared.DropDatabase(database);
    }
}
