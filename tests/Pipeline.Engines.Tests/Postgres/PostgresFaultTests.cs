using Npgsql;
using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Postgres;
using Pipeline.Testing;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Postgres;

/// <summary>What PostgreSQL and its driver say, in four parts, with the SQLSTATE and without a secret.</summary>
public sealed class PostgresFaultTests
{
    [Fact]
    public async Task A_server_that_is_down_is_distinguished_from_a_missing_database()
    {
        await using var down = new PostgresWarehouse("Host=127.0.0.1;Port=1;Database=dwh;Username=me;Password=geheim", "a test");
        var fault = await Assert.ThrowsAsync<PostgresUnavailableException>(() => down.Schema.ReadyAsync(CancellationToken.None));
        Assert.Equal(
            """
            postgres:127.0.0.1:1/dwh can't be reached: Failed to connect to 127.0.0.1:1
            Everything a night ends in is there, so nothing can go on without it.
            Nothing was written by this command; what was accepted before is in the database as it was.
            See that the server runs and that host and port are right, then look: status
            """,
            fault.Message);
        Assert.DoesNotContain("geheim", fault.ToString(), StringComparison.Ordinal);

        await using var absent = new PostgresWarehouse(PostgresServer.Shared.ConnectionString("nowhere"), "a test");
        fault = await Assert.ThrowsAsync<PostgresUnavailableException>(() => absent.Schema.ReadyAsync(CancellationToken.None));
        Assert.Equal(
            $"""
            {absent.Name} is a database that the server does not have: database "nowhere" does not exist (SQLSTATE 3D000)
            Everything a night ends in is there, so nothing can go on without it.
            Nothing was written by this command; what was accepted before is in the database as it was.
            Have it created (createdb), then make its schemas: migrate
            """,
            fault.Message);
    }

    [Fact]
    public async Task A_role_that_the_server_refuses_is_shown_where_the_right_string_belongs()
    {
        var text = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.ConnectionString()) { Username = "nobody", Password = "geheim" };
        await using var warehouse = new PostgresWarehouse(text.ToString(), "a test");
        var fault = await Assert.ThrowsAsync<PostgresUnavailableException>(() => warehouse.Schema.ReadyAsync(CancellationToken.None));
        Assert.Equal(
            $"""
            {warehouse.Name} refuses the role or its password: role "nobody" does not exist (SQLSTATE 28000)
            Everything a night ends in is there, so nothing can go on without it.
            Nothing was written by this command; what was accepted before is in the database as it was.
            Put the connection string with the right password into PIPELINE_POSTGRES, then look: status --warehouse postgres:
            """,
            fault.Message);
    }

    [Fact]
    public async Task Readers_that_never_let_go_of_a_view_whose_columns_changed_are_left_alone_and_named_as_the_cause()
    {
        var probe = new PostgresProbe();
        using var rig = new NightRig(probe);
        rig.Feed("  things: { source: vendor, file: things.json, mode: full, key: [id], columns: { id: text } }");
        const string Model = "-- One row.\n-- grain: one row\n-- reads: silver.things\n-- columns:\n--   n  integer  how many\nselect count(*) as n from silver.things";
        rig.Sql("gold/thing_count.sql", Model);
        rig.Put("things.json", """[{"id":"a"}]""");
        Assert.Equal(GoldState.Published, (await rig.RunAsync(1)).Gold.State);

        await using var reader = new NpgsqlConnection(probe.ConnectionString);
        await reader.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await reader.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var reading = new NpgsqlCommand("select n from gold.thing_count", reader);
        Assert.Equal(1L, await reading.ExecuteScalarAsync(TestContext.Current.CancellationToken));

        rig.Sql("gold/thing_count.sql", Model.Replace("  how many", "  how many\n--   most  text  the last", StringComparison.Ordinal).Replace("as n", "as n, max(id) as most", StringComparison.Ordinal));
        await using var impatient = new PostgresWarehouse(probe.ConnectionString, "a test", viewTries: 2);
        var report = await rig.RunAsync(impatient, NightRig.Night(1));
        Assert.Equal(
            """
            Gold of feed 'shop' could not be published: a table's columns changed, and readers held the old ones at each of 2 tries, 1 s apart (55P03: canceling statement due to lock timeout).
            Waiting longer for them would make every new reader wait too, so they were left alone.
            Gold is unchanged; bronze and silver hold the night.
            End the queries that have been reading gold for so long, then run: publish shop
            """,
            Assert.IsType<GoldIsReadException>(report.Gold.Fault).Message);
        Assert.Equal(1L, await reading.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(GoldState.Published, (await rig.RunAsync(1)).Gold.State);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.DiskFull, "The server's disk is full (SQLSTATE 53100): so it is", "Make room on the server, then see how it stands: status")]
    [InlineData(PostgresErrorCodes.LockNotAvailable, "Another session held a lock for longer than the pipeline waits, 60 s (SQLSTATE 55P03): so it is", "End the session that holds it (pg_stat_activity, pg_blocking_pids), then see how it stands: status")]
    [InlineData(PostgresErrorCodes.AdminShutdown, "The server shut down in the middle of the work (SQLSTATE 57P01): so it is", "Fix the cause, run the same command again, and see how it stands: status")]
    public void What_the_server_refuses_says_what_to_do_about_it(string state, string what, string remedy) => Assert.Equal(
        $"""
        {what}
        Everything a night ends in is in that database, so nothing can go on without it.
        What was accepted or published before is unchanged: each step is committed whole or not at all.
        {remedy}
        """,
        EngineKind.Explain(new PostgresException("so it is", "ERROR", "ERROR", state))!.Message);

    [Theory]
    [InlineData("Host=db;Password=geheim;Database=dwh", "Host=db;Password=***;Database=dwh")]
    [InlineData("Server=db;Pwd = geheim und lang;User=x", "Server=db;Pwd = ***;User=x")]
    [InlineData("password='ge;heim';Host=db", "password=***;Host=db")]
    [InlineData("PASSWORD=\"ge\"\"heim\";Host=db", "PASSWORD=***;Host=db")]
    [InlineData("SSL Password=geheim", "SSL Password=***")]
    [InlineData("Host=…;Password=…", "Host=…;Password=…")]
    [InlineData("no secret here", "no secret here")]
    public void A_connection_strings_password_is_hidden_in_every_fault(string text, string shown)
    {
        Assert.Equal(shown, Secrets.MaskConnection(text));
        Assert.Equal($"{shown}\n{shown}.", new LeakyException(text).Message);
    }

    private sealed class LeakyException(string text) : PipelineException(new Fault { What = text, Next = [new NextStep(text)] });
}
