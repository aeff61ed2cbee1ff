using Npgsql;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary>The commands of trust on a server's warehouse, one after another as an operator would give them.</summary>
public sealed class ServerCommandsTests : CommandTest
{
    private const string Name = "Secret Life";

    private readonly string _database = PostgresServer.Shared.CreateDatabase();

    public ServerCommandsTests()
    {
        LibraryFeed.Write(Folder);
        Folder.Write("sql/feeds/library/gold/titles.sql", """
            -- One row is a book, whether the shop still has it or not.
            -- grain: id
            -- reads: silver.books
            -- columns:
            --   id     integer  its number
            --   title  text     its title
            select b.id, b.title from silver.books as b where {{is_true 'b.is_latest'}} and b.id is not null
            """);
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Dune,412", $"2,{Name},7");
        LibraryFeed.Deliver(Folder, "2022-03-02", "1,Dune,413", $"2,{Name},eight");
        LibraryFeed.Deliver(Folder, "2022-03-03", "1,Dune,413");
    }

    private string Warehouse => $"postgres:{PostgresServer.Shared.ConnectionString(_database)}";

    [Fact]
    public async Task A_server_is_planned_asked_rolled_back_corrected_forgotten_in_and_verified()
    {
        await OnServerAsync("migrate");
        await OnServerAsync("run", "library", "--backfill", "2022-03-01..2022-03-03");
        Assert.Matches("\nbooks +0 +0 +0 +1 +1 +0 +0 +1 +accepted before\n", await OnServerAsync("plan", "library", "--night", "2022-03-03"));
        Assert.Equal($"id,title,pages\n1,Dune,412\n2,{Name},7\n", await OnServerAsync("as-of", "library.books", "--night", "2022-03-01"));
        await OnServerAsync("publish", "library", "--rollback");
        await OnServerAsync("publish", "library", "--rollback");
        Assert.Contains("books: the night was withdrawn; 1 version(s) superseded, 1 written", await OnServerAsync("withdraw", "library", "--night", "2022-03-03", "--reason", "a test system's dump"), StringComparison.Ordinal);
        Assert.NotEqual("", Found());

        await OnServerAsync("forget", "library.books", "2", "--reason", "request 4711", "--yes");
        Assert.Equal("", Found());
        Assert.Equal("id,title,pages\n1,Dune,413\n,,\n", await OnServerAsync("as-of", "library.books", "--night", "2022-03-02"));
        Assert.EndsWith("no deviation\n", await OnServerAsync("verify", "library", "--all"), StringComparison.Ordinal);
        await OnServerAsync("run", "library", "--night", "2022-03-02");
        Assert.Equal("", Found());
        PostgresServer.Shared.DropDatabase(_database);
    }

    private async Task<string> OnServerAsync(string command, params string[] arguments) =>
        (await SucceedAsync([command, .. arguments, "--warehouse", Warehouse])).Output;

    // Every table that still holds the name, generations of gold that nobody reads among them.
    private string Found()
    {
        using var connection = new NpgsqlConnection(PostgresServer.Shared.ConnectionString(_database) + ";Pooling=false");
        connection.Open();
        var tables = new List<string>();
        using (var command = new NpgsqlCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('bronze', 'silver', 'gold', 'gold_slots', 'ops') order by 1", connection))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                tables.Add(reader.GetString(0));
            }
        }

        Assert.True(tables.Count > 20, $"{tables.Count} tables");
        return string.Join(' ', tables.Where(table =>
        {
            using var command = new NpgsqlCommand($"select count(*) from {table} as t where cast(t as text) like '%{Name}%'", connection);
            return (long)command.ExecuteScalar()! > 0;
        }));
    }
}
