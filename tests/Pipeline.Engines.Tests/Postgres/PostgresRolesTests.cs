using Npgsql;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Postgres;
using Pipeline.Testing;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Postgres;

/// <summary>The script that <c>roles</c> prints, run by the owner of an empty database; then each role at its work and beyond it.</summary>
public sealed class PostgresRolesTests : IDisposable
{
    private const string Feed = """
          things:
            source: vendor
            file: things.json
            mode: full
            key: [id]
            columns: { id: text, v: integer }
        """;

    private const string Model = """
        -- One row: how many things there are.
        -- grain: one row
        -- reads: silver.things
        -- columns:
        --   things  integer  how many
        select count(*) as things from silver.things
        """;

    private readonly PostgresServer _server = PostgresServer.Start(); // roles are of the server, not of a database
    private readonly string _database;
    private readonly NightRig _rig;

    public PostgresRolesTests()
    {
        _database = _server.CreateDatabase();
        _rig = new NightRig(new PostgresProbe(_server));
        _rig.Feed(Feed);
        _rig.Sql("gold/thing_count.sql", Model);
        RunScript();
    }

    [Fact]
    public async Task A_whole_night_from_the_first_migrate_on_runs_as_the_worker_who_may_do_nothing_else()
    {
        await using var worker = Warehouse();
        await Assert.ThrowsAsync<WarehouseNotMigratedException>(() => LoadAsync(worker, 1));
        Assert.All(await worker.Schema.MigrateAsync(TestContext.Current.CancellationToken), script => Assert.True(script.WasRun));
        await LoadAsync(worker, 1);
        await LoadAsync(worker, 2);
        Assert.Equal("2", Scalar("test", "select things from gold.thing_count"));

        RunScript(); // safe to repeat
        await LoadAsync(worker, 3);

        Scalar("test", "create table if not exists public.others (id integer); select 1");
        Refused("pipeline_worker", "create schema mine");
        Refused("pipeline_worker", "create database mine");
        Refused("pipeline_worker", "create role mine");
        Refused("pipeline_worker", "select id from public.others");
        Refused("pipeline_worker", "create table public.mine (id integer)");
        Assert.Equal(
            "bronze,gold,gold_slots,history,ops,silver",
            Scalar("test", "select string_agg(nspname, ',' order by nspname) from pg_namespace where nspowner = 'pipeline_worker'::regrole"));
    }

    [Fact]
    public async Task BI_reads_gold_that_is_made_after_the_grant_and_nothing_else()
    {
        await NightAsync();
        _rig.Sql("gold/later.sql", Model);
        await using var worker = Warehouse();
        await LoadAsync(worker, 2);
        foreach (var query in new[] { "select things from gold.thing_count", "select things from gold.later", "select count(*) from gold.data_as_of where night is not null" })
        {
            Assert.Equal("2", Scalar("pipeline_bi", query));
        }

        Assert.Equal("0", Scalar("pipeline_bi", "select count(*) from gold.answers"));
        foreach (var query in new[]
        {
            "select count(*) from silver.things", "select count(*) from bronze.things", "select count(*) from ops.nights",
            "select count(*) from gold_slots.published", "delete from gold_slots.generation_tables", "create view gold.mine as select 1",
            "drop view gold.later", "update gold_slots.published set slot = 1", "create schema mine", "select count(*) from history.accepted_nights",
        })
        {
            Refused("pipeline_bi", query);
        }
    }

    [Fact]
    public async Task An_operator_reads_everything_also_what_is_made_later_and_writes_nothing()
    {
        await NightAsync();
        foreach (var table in new[] { "bronze.things", "silver.things", "history.accepted_nights", "ops.nights", "gold.thing_count", "gold_slots.published" })
        {
            Assert.Equal("1", Scalar("pipeline_operator", $"select count(*) from {table}"));
        }

        foreach (var statement in new[]
        {
            "delete from silver.things", "update silver.things set v = 2", "insert into ops.leases (feed, token, holder) values ('x', 1, 'me')",
            "truncate bronze.things", "drop table silver.things", "create table silver.mine (id integer)", "update gold_slots.published set slot = 2",
            "create schema mine", "delete from ops.nights",
        })
        {
            Refused("pipeline_operator", statement);
        }
    }

    [Fact]
    public async Task A_warehouse_that_was_made_by_another_role_becomes_the_workers()
    {
        var probe = new PostgresProbe(_server);
        using var rig = new NightRig(probe, _rig.Source);
        rig.Feed(Feed);
        rig.Sql("gold/thing_count.sql", Model);
        await using (var owner = probe.Open())
        {
            await LoadAsync(owner, 1, rig);
        }

        probe.Execute(await ScriptAsync());
        await using var worker = new PostgresWarehouse(probe.ConnectionString.Replace("Username=test", "Username=pipeline_worker", StringComparison.Ordinal), "a test");
        await LoadAsync(worker, 2, rig);
        Assert.Equal("2", rig.Rows("select things from gold.thing_count"));
    }

    [Fact]
    public async Task Without_the_script_the_refusal_names_the_right_that_is_missing_and_the_command_that_prints_it()
    {
        var empty = _server.CreateDatabase();
        Scalar("test", "create role a_person login in role pipeline_bi; select 1");
        await using var bi = new PostgresWarehouse(ConnectionString("a_person", empty), "a test");
        var fault = await Assert.ThrowsAnyAsync<PostgresException>(() => bi.Schema.MigrateAsync(CancellationToken.None));
        Assert.Equal(
            $"""
            PostgreSQL does not let this role do what the command needs (SQLSTATE 42501): permission denied for database {empty}
            Everything a night ends in is in that database, so nothing can go on without it.
            What was accepted or published before is unchanged: each step is committed whole or not at all.
            Have the database's owner run what this prints, then try again: roles
            """,
            EngineKind.Explain(fault)!.Message);
    }

    public void Dispose()
    {
        _rig.Dispose();
        _server.Dispose();
    }

    private PostgresWarehouse Warehouse() => new(ConnectionString("pipeline_worker", _database), "a test");

    private async Task NightAsync()
    {
        await using var worker = Warehouse();
        await worker.Schema.MigrateAsync(TestContext.Current.CancellationToken);
        await LoadAsync(worker, 1);
    }

    private Task LoadAsync(PostgresWarehouse warehouse, int day) => LoadAsync(warehouse, day, _rig);

    private static async Task LoadAsync(IWarehouse warehouse, int day, NightRig rig)
    {
        rig.Put("things.json", $"[{string.Join(',', Enumerable.Range(1, day).Select(i => $$"""{"id":"{{i}}","v":1}"""))}]");
        var report = await rig.RunAsync(warehouse, NightRig.Night(day));
        Assert.Equal([], report.Faults.Select(fault => fault.Message));
        Assert.Equal(GoldState.Published, report.Gold.State);
    }

    // The tests' roles have no passwords: the server trusts whoever is on this machine.
    private string ConnectionString(string role, string database) => new NpgsqlConnectionStringBuilder(_server.ConnectionString(database))
    {
        Username = role,
        Pooling = false,
    }.ToString();

    private void RunScript() => Scalar("test", ScriptAsync().GetAwaiter().GetResult());

    private async Task<string> ScriptAsync()
    {
        await using var warehouse = new PostgresWarehouse(_server.ConnectionString(_database), "a test");
        return warehouse.Sql.Text("roles.sql");
    }

    // A group can't log in: whoever is in it has its rights, here by taking it on.
    private string? Scalar(string role, string sql)
    {
        using var connection = Connect(role);
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar()?.ToString();
    }

    private void Refused(string role, string sql)
    {
        using var connection = Connect(role);
        using var command = new NpgsqlCommand(sql, connection);
        var fault = Assert.Throws<PostgresException>(() => command.ExecuteNonQuery());
        Assert.Equal((PostgresErrorCodes.InsufficientPrivilege, sql), (fault.SqlState, sql));
    }

    private NpgsqlConnection Connect(string role)
    {
        var connection = new NpgsqlConnection(ConnectionString(role == "pipeline_worker" ? role : "test", _database));
        connection.Open();
        using var command = new NpgsqlCommand($"set role {role}", connection);
        command.ExecuteNonQuery();
        return connection;
    }
}
