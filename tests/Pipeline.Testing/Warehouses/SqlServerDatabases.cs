using System.Collections.Concurrent;
using Microsoft.Data.SqlClient;
using Pipeline.Engines.SqlServer;

namespace Pipeline.Testing.Warehouses;

/// <summary>Migrated, empty databases on the SQL Server of the tests; one goes from test to test, emptied in between.</summary>
/// <remarks>
/// A new database costs new sessions, and what a session has learned of our texts is most of the time of a test. What a test has
/// made is dropped and what it has written is deleted; a database that is not as it was when new after that is dropped. All are
/// dropped when the process ends.
/// </remarks>
internal static class SqlServerDatabases
{
    private const string ReadShape = """
        select table_schema, table_name, column_name
        from information_schema.columns
        where table_schema in (N'bronze', N'silver', N'history', N'gold', N'gold_slots', N'staging', N'ops');

        select N'ops', N'migrations', name from ops.migrations;
        """;

    // Not every engine makes two at a time.
    private static readonly Lock Making = new();
    private static readonly ConcurrentBag<string> Idle = [];
    private static readonly ConcurrentDictionary<string, HashSet<(string Schema, string Table, string Name)>> Shapes = [];

    static SqlServerDatabases() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DropIdle();

    private static string Server => SqlServerServer.Shared.ConnectionString ?? throw new InvalidOperationException(SqlServerServer.Shared.Reason);

    /// <summary>How to reach a database.</summary>
    public static string ConnectionString(string database) =>
        new SqlConnectionStringBuilder(Server) { InitialCatalog = database, MaxPoolSize = 20 }.ToString();

    /// <summary>A database that is nobody else's until it is returned.</summary>
    public static string Rent()
    {
        if (Idle.TryTake(out var idle))
        {
            return idle;
        }

        var database = $"t{Guid.NewGuid():N}";
        lock (Making)
        {
            Run($"create database [{database}]", Server);
        }

        MigrateAsync(database).GetAwaiter().GetResult();
        Shapes[database] = Shape(database);
        return database;
    }

    /// <summary>Empties a database for the next test, or drops it.</summary>
    public static void Return(string database)
    {
        if (IsEmptied(database))
        {
            Idle.Add(database);
        }
        else
        {
            Drop(database);
        }
    }

    /// <summary>Runs statements.</summary>
    public static void Run(string sql, string connectionString)
    {
        using var connection = Connect(connectionString);
        using var command = new SqlCommand(sql, connection) { CommandTimeout = 120 };
        command.ExecuteNonQuery();
    }

    /// <summary>Opens a session, a pooled one: to begin one takes longer than most queries.</summary>
    public static SqlConnection Connect(string connectionString)
    {
        var connection = new SqlConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static bool IsEmptied(string database)
    {
        try
        {
            var fresh = Shapes[database];
            var fixedTables = fresh.Select(column => (column.Schema, column.Table)).ToHashSet();
            var made = Shape(database).Select(column => (column.Schema, column.Table)).Where(table => !fixedTables.Contains(table)).ToHashSet();
            var statements = made.Where(table => table.Schema == "gold").Select(table => $"drop view {Name(table)}")
                .Concat(made.Where(table => table.Schema != "gold").Select(table => $"drop table {Name(table)}"))
                .Concat(fixedTables.Where(table => table.Schema != "gold" && table != ("ops", "migrations")).Select(table => $"delete from {Name(table)}"));
            Run(string.Join(";\n", statements), ConnectionString(database));
            return Shape(database).SetEquals(fresh);
        }
        catch (SqlException)
        {
            return false;
        }
    }

    private static string Name((string Schema, string Table) table) =>
        $"[{table.Schema}].[{table.Table.Replace("]", "]]", StringComparison.Ordinal)}]";

    // Every column of every table and view, and every script that was run.
    private static HashSet<(string Schema, string Table, string Name)> Shape(string database)
    {
        using var connection = Connect(ConnectionString(database));
        using var command = new SqlCommand(ReadShape, connection);
        using var reader = command.ExecuteReader();
        var shape = new HashSet<(string Schema, string Table, string Name)>();
        do
        {
            while (reader.Read())
            {
                shape.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
            }
        }
        while (reader.NextResult());
        return shape;
    }

    private static async Task MigrateAsync(string database)
    {
        await using var warehouse = new SqlServerWarehouse(ConnectionString(database), "a test");
        await warehouse.Schema.MigrateAsync(CancellationToken.None);
    }

    // At the end of the process, where a fault would hide what the tests have found.
    private static void DropIdle()
    {
        while (Idle.TryTake(out var database))
        {
            try
            {
                Drop(database);
            }
            catch (SqlException fault)
            {
                Console.Error.WriteLine($"The database {database} was left behind: {fault.Message}");
            }
        }
    }

    // A session that was closed a moment ago may still be counted. The worker's sessions lie in a pool of their own.
    private static void Drop(string database)
    {
        for (var attempt = 1; ; attempt++)
        {
            SqlConnection.ClearAllPools();
            try
            {
                lock (Making)
                {
                    Run($"drop database [{database}]", Server);
                }

                return;
            }
            catch (SqlException) when (attempt < 20)
            {
                Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System).GetAwaiter().GetResult();
            }
        }
    }
}
