using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sqlite;

namespace Pipeline.Testing.Warehouses;

/// <summary>An embedded warehouse in a temporary folder.</summary>
public sealed partial class SqliteProbe : WarehouseProbe
{
    // Where a schema is a file, the tables of the schema "history" are in silver, with this prefix.
    private const string History = "history__";

    private static readonly string[] Schemas = ["bronze", "silver", "gold", "ops"];

    public string Folder { get; } = QuickFolder.Create("warehouse-");

    /// <summary>The file of a schema.</summary>
    public string FileOf(string schema) => Path.Combine(Folder, $"{schema}.db");

    public override Capability Capabilities => Capability.Copy | Capability.KeyUpdate;

    public override string False => "0";

    public override IWarehouse Open(string holder = "a test") => new SqliteWarehouse(Folder, holder);

    /// <inheritdoc/>
    /// <remarks>The file of gold alone: the other files are not open to readers.</remarks>
    public override DbConnection Reader()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Open)
            {
                using var attach = connection.CreateCommand();
                attach.CommandText = "attach database $file as gold";
                attach.Parameters.AddWithValue("$file", FileOf("gold"));
                attach.ExecuteNonQuery();
            }
        };
        return connection;
    }

    public override IReadOnlyList<IReadOnlyList<string?>> Query(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = Embedded(sql);
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
        command.CommandText = Embedded(sql);
        command.ExecuteNonQuery();
    }

    public override void Refuse(string table, string message) =>
        Execute($"create trigger silver.no_more before insert on {History}{table} begin select raise(abort, '{message}'); end");

    public override void Allow(string table) => Execute("drop trigger silver.no_more");

    public override IReadOnlyList<string> Tables(string schema)
    {
        var isHistory = schema == "history";
        return
        [
            .. FileTables(isHistory ? "silver" : schema)
                .Where(table => table.StartsWith(History, StringComparison.Ordinal) == isHistory)
                .Select(table => isHistory ? table[History.Length..] : table),
        ];
    }

    private IReadOnlyList<string> FileTables(string schema) => !File.Exists(FileOf(schema)) ? [] :
    [
        .. Query($"select name from {schema}.sqlite_schema where type in ('table', 'view') and name not like 'sqlite~_%' escape '~' order by name")
            .Select(row => row[0]!),
    ];

    public override IReadOnlyList<string> Columns(string schema, string table) => schema == "history" ? Columns("silver", History + table) :
        [.. Query($"select name from pragma_table_xinfo('{table.Replace("'", "''", StringComparison.Ordinal)}', '{schema}')").Select(row => row[0]!)];

    public override bool HasPrimaryKey(string schema, string table) => schema == "history"
        ? HasPrimaryKey("silver", History + table)
        : Query($"select count(*) from pragma_table_info('{table}', '{schema}') where pk > 0")[0][0] != "0";

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

    private static string Embedded(string sql) => HistoryName().Replace(sql, "silver.${quote}" + History);

    [GeneratedRegex("""\bhistory\.(?<quote>"?)""", RegexOptions.CultureInvariant)]
    private static partial Regex HistoryName();

    private static string? Text(object value) => value switch
    {
        DBNull => null,
        byte[] bytes => Convert.ToHexStringLower(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
