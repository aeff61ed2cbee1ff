using Microsoft.Data.Sqlite;
using Pipeline.Core.Nights;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

/// <summary>What a reporting tool sees that opens <c>gold.db</c> by itself, read-only, while nights go by.</summary>
public sealed class SqliteGoldReadersTests : IDisposable
{
    private readonly SqliteProbe _probe = new();
    private readonly NightRig _rig;

    public SqliteGoldReadersTests()
    {
        _rig = new NightRig(_probe);
        _rig.Feed("  things: { source: vendor, file: things.json, mode: full, key: [id], columns: { id: text } }");
        foreach (var model in new[] { "one", "two" })
        {
            _rig.Sql($"gold/{model}.sql", $$$"""
                -- One row says how many things there are.
                -- grain: one row
                -- reads: silver.things
                -- columns:
                --   things  integer  how many
                select count(*) as things from silver.things where {{is_true 'is_current'}}
                """);
        }
    }

    [Fact]
    public async Task A_reader_sees_one_whole_generation_and_keeps_it_while_the_next_is_published()
    {
        await LoadAsync(1);
        using var early = Open();
        Assert.Equal("1 1", Read(early));
        using var transaction = early.BeginTransaction(deferred: true);
        await LoadAsync(2);
        Assert.Equal("1 1", Read(early));
        using var late = Open();
        Assert.Equal("2 2", Read(late));
        transaction.Rollback();
        Assert.Equal("1 1", Read(early));
        await LoadAsync(3);
        Assert.Equal("2 2", Read(late));
        using var latest = Open();
        Assert.Equal("3 3", Read(latest));
    }

    [Fact]
    public async Task Readers_that_come_and_go_during_publishing_never_see_a_half_or_are_kept_waiting()
    {
        await LoadAsync(1);
        using var stop = new CancellationTokenSource();
        var reads = 0;
        var reader = Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    using var connection = Open();
                    var parts = Read(connection).Split(' ');
                    Assert.Equal(parts[0], parts[1]);
                    Interlocked.Increment(ref reads);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        for (var night = 2; night <= 6; night++)
        {
            var before = Volatile.Read(ref reads);
            await LoadAsync(night);
            while (Volatile.Read(ref reads) == before && !reader.IsCompleted)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
        }

        await stop.CancelAsync();
        await reader;
    }

    [Fact]
    public async Task Gold_is_a_complete_file_that_everyone_may_read_and_what_a_killed_build_left_is_swept_away()
    {
        await LoadAsync(1);
        File.WriteAllText(_probe.FileOf("gold") + ".next-shop", "half a file");
        File.WriteAllText(_probe.FileOf("gold") + ".next-shop-journal", "half a journal");
        await LoadAsync(2);
        Assert.Equal(
            ["gold.db", "gold.db.before-shop", "gold.db.lock"],
            Directory.EnumerateFiles(_probe.Folder, "gold*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var connection = Open();
        Assert.Equal("2 2", Read(connection));
        Assert.Equal("delete", Scalar(connection, "pragma journal_mode"));
        Assert.Equal("ok", Scalar(connection, "pragma integrity_check"));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_probe.FileOf("gold")).HasFlag(UnixFileMode.OtherRead));
    }

    public void Dispose() => _rig.Dispose();

    private async Task LoadAsync(int night)
    {
        _rig.Put("things.json", "[" + string.Join(',', Enumerable.Range(0, night).Select(n => $$"""{"id":"{{n}}"}""")) + "]");
        Assert.Equal(GoldState.Published, (await _rig.RunAsync(night)).Gold.State);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_probe.FileOf("gold")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    private static string Read(SqliteConnection connection) =>
        Scalar(connection, "select (select things from one) || ' ' || (select things from two)");

    private static string Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }
}
