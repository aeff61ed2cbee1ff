using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Servers;
using Pipeline.Engines.SqlServer;

namespace Pipeline.Testing.Warehouses;

/// <summary>A warehouse in a database of its own, on the SQL Server of the tests.</summary>
public sealed class SqlServerProbe : WarehouseProbe
{
    private const string PlainNumber = "0.############################";

    private readonly string _database = SqlServerDatabases.Rent();

    /// <summary>How to reach the database.</summary>
    public string ConnectionString => SqlServerDatabases.ConnectionString(_database);

    /// <inheritdoc/>
    /// <remarks>Copying a database is not something that every engine over TDS can do.</remarks>
    public override Capability Capabilities => Capability.KeyUpdate;

    public override string False => "0";

    public override TimeSpan ReaderWait => ServerTimeouts.ViewLock;

    public override IWarehouse Open(string holder = "a test") => new SqlServerWarehouse(ConnectionString, holder);

    public override DbConnection Reader() => new SqlConnection(ConnectionString);

    public override IReadOnlyList<IReadOnlyList<string?>> Query(string sql)
    {
        using var connection = SqlServerDatabases.Connect(ConnectionString);
        using var command = new SqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyList<string?>>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column), reader.GetDataTypeName(column)))]);
        }

        return rows;
    }

    public override void Execute(string sql) => SqlServerDatabases.Run(sql, ConnectionString);

    public override void Refuse(string table, string message) =>
        Execute($"create trigger history.no_more on history.{table} after insert as throw 50000, N'{message}', 1");

    public override void Allow(string table) => Execute("drop trigger history.no_more");

    public override IReadOnlyList<string> Tables(string schema) =>
    [
        .. Query($"select table_name from information_schema.tables where table_schema = N'{schema}'")
            .Select(row => row[0]!).Order(StringComparer.Ordinal),
    ];

    public override IReadOnlyList<string> Columns(string schema, string table) =>
    [
        .. Query(
            $"select column_name from information_schema.columns where table_schema = N'{schema}' and table_name = N'{table.Replace("'", "''", StringComparison.Ordinal)}' order by ordinal_position")
            .Select(row => row[0]!),
    ];

    public override byte[]? Bytes(string schema) => null;

    protected override void Dispose(bool disposing) => SqlServerDatabases.Return(_database);

    // As SQLite writes the same values, so that the same expectations fit all.
    private static string? Text(object value, string type) => value switch
    {
        DBNull => null,
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Guid id => id.ToString("N"),
        bool flag => flag ? "1" : "0",
        DateTime day when type == "date" => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        decimal number => number.ToString(PlainNumber, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
