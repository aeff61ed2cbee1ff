using System.Globalization;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sqlite;

namespace Pipeline.Testing.Warehouses;

/// <summary>An embedded warehouse in a temporary folder.</summary>
public sealed class SqliteProbe : WarehouseProbe
{
    private static readonly string[] Schemas = ["bronze", "silver", "gold", "ops"];

    public string Folder { get; } = QuickFolder.Create("warehouse-");

    /// <summary>The file of a schema.</summary>
    public string FileOf(string schema) => Path.Combine(Folder, $"{schema}.db");

    public override IWarehouse Open(string holder = "a test") => new SqliteWarehouse(Folder, holder);

    public override IReadOnlyList<IReadOnlyList<string?>> Query(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
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
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override void Refuse(string table, string message) =>
        Execute($"create trigger silver.no_more before insert on {table} begin select raise(abort, '{message}'); end");

    public override void Allow(string table) => Execute("drop trigger silver.no_more");

    public override IReadOnlyList<string> Tables(string schema) => !File.Exists(FileOf(schema)) ? [] :
    [
        .. Query($"select name from {schema}.sqlite_schema where type in ('table', 'view') and name not like 'sqlite~_%' escape '~' order by name")
            .Select(row => row[0]!),
    ];

    public override IReadOnlyList<string> Columns(string schema, string table) =>
        [.. Query($"select name from pragma_table_xinfo('{table.Replace("'", "''", StringComparison.Ordinal)}', '{schema}')").Select(row => row[0]!)];

    public override byte[]? Bytes(string schema) => File.Exists(FileOf(schema)) ? File.ReadAllBytes(FileOf(schema)) : null;

    public override WarehouseProbe Copy()
    {
        var copy = new SqliteProbe();
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            File.Copy(file, Path.Combine(copy.Folder, Path.GetFileName(file)));
        }

        return copy;
    }

    protected override void Dispose(bool disposing) => Directory.Delete(Folder, recursive: true);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        foreach (var schema in Schemas.Where(schema => File.Exists(FileOf(schema))))
        {
            using var attach = connection.CreateCommand();
            attach.CommandText = $"attach database $file as {schema}";
            attach.Parameters.AddWithValue("$file", FileOf(schema));
            attach.ExecuteNonQuery();
        }

        return connection;
    }

    private static string? Text(object value) => value switch
    {
        DBNull => null,
        byte[] bytes => Convert.ToHexStringLower(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
