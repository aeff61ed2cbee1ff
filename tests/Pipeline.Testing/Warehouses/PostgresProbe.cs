using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Npgsql;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Postgres;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Testing.Warehouses;

/// <summary>A warehouse in a database of its own, on a server of the tests.</summary>
public class PostgresProbe : WarehouseProbe
{
    private const string PlainNumber = "0.############################";

    private static readonly ConcurrentDictionary<IDatabaseServer, Lazy<string>> MigratedDatabases = new();

    private readonly IDatabaseServer _server;

    /// <param name="server">The server.</param>
    /// <param name="template">The database that it begins as a copy of; an empty one that is migrated otherwise.</param>
    public PostgresProbe(IDatabaseServer server, string? template = null)
    {
        _server = server;
        Database = server.CreateDatabase(template ?? MigratedDatabases.GetOrAdd(server, _ => new Lazy<string>(() => Migrate(server))).Value);
    }

    public PostgresProbe() : this(PostgresServer.Shared)
    {
    }

    /// <summary>The database's name.</summary>
    protected string Database { get; }

    /// <summary>How to reach the database.</summary>
    public string ConnectionString => _server.ConnectionString(Database);

    /// <summary>How the tests themselves look into it.</summary>
    protected virtual string LookingConnectionString => ConnectionString + ";Timezone=UTC";

    public override Capability Capabilities => Capability.Copy | Capability.KeyUpdate;

    public override string False => "false";

    public override TimeSpan ReaderWait => ServerTimeouts.ViewLock;

    public override IWarehouse Open(string holder = "a test") => new PostgresWarehouse(ConnectionString, holder);

    public override DbConnection Reader() => new NpgsqlConnection(ConnectionString);

    public override IReadOnlyList<IReadOnlyList<string?>> Query(string sql)
    {
        using var connection = Connect();
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyList<string?>>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))]);
        }

        return rows;
    }

    public override void Execute(string sql)
    {
        using var connection = Connect();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public override void Refuse(string table, string message) => Execute(
        $"create function history.no_more() returns trigger language plpgsql as $$ begin raise exception '{message}'; end $$; "
        + $"create trigger no_more before insert on history.{table} execute function history.no_more()");

    public override void Allow(string table) => Execute("drop function history.no_more() cascade");

    public override IReadOnlyList<string> Tables(string schema) =>
    [
        .. Query($"select table_name::text from information_schema.tables where table_schema = '{schema}' order by table_name collate \"C\"")
            .Select(row => row[0]!),
    ];

    public override IReadOnlyList<string> Columns(string schema, string table) =>
    [
        .. Query(
            $"select column_name::text from information_schema.columns where table_schema = '{schema}' and table_name = '{table.Replace("'", "''", StringComparison.Ordinal)}' order by ordinal_position")
            .Select(row => row[0]!),
    ];

    public override byte[]? Bytes(string schema) => null;

    public override WarehouseProbe Copy()
    {
        Leave();
        return new PostgresProbe(_server, Database);
    }

    protected override void Dispose(bool disposing)
    {
        Leave();
        _server.DropDatabase(Database);
    }

    /// <summary>Ends the sessions that the tests themselves look through: nobody may be connected to what is copied.</summary>
    protected void Leave()
    {
        using var connection = new NpgsqlConnection(LookingConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    // Once for each server: every other database of it begins as a copy.
    private static string Migrate(IDatabaseServer server)
    {
        var database = server.CreateDatabase();
        MigrateAsync().GetAwaiter().GetResult();
        return database;

        async Task MigrateAsync()
        {
            await using var warehouse = new PostgresWarehouse(server.ConnectionString(database), "a test");
            await warehouse.Schema.MigrateAsync(CancellationToken.None);
        }
    }

    private NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(LookingConnectionString);
        connection.Open();
        return connection;
    }

    // As SQLite writes the same values, so that the same expectations fit both.
    private static string? Text(object value) => value switch
    {
        DBNull => null,
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Guid id => id.ToString("N"),
        bool flag => flag ? "1" : "0",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        decimal number => number.ToString(PlainNumber, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
