using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Sqlite;

/// <summary>Opens the warehouse's files as one database with the four schemas.</summary>
/// <remarks>
/// Bronze, silver and ops are in WAL mode, so that whoever reads them never makes the night wait. Gold is a complete file
/// outside WAL mode, which a reader without write rights can open. Commits across files are not atomic in WAL mode: every
/// transaction touches one file, and no step relies on two committing together.
/// </remarks>
internal sealed class SqliteConnections(string folder) : IConnections
{
    /// <summary>The schemas that the worker writes in place, one file each.</summary>
    private static readonly string[] Schemas = ["bronze", "silver", "ops"];

    /// <summary>How much of each file a connection keeps in memory at most: the inner pages of large indexes. More was measured to be slower.</summary>
    private const int CacheKibibytes = 16 * 1024;

    /// <summary>The folder of the warehouse.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>The file that readers of gold open.</summary>
    public string GoldFile => FileOf("gold");

    /// <summary>Whether there is a warehouse in the folder.</summary>
    public bool Exists => File.Exists(FileOf("silver"));

    public string FileOf(string schema) => Path.Combine(Folder, $"{schema}.db");

    /// <summary>Opens bronze, silver and ops, and gold if it is there.</summary>
    public SqliteConnection Open(bool create = false)
    {
        if (create)
        {
            Directory.CreateDirectory(Folder);
        }
        else if (!Exists)
        {
            throw new WarehouseMissingException($"sqlite:{Folder}");
        }

        var connection = OpenEmpty();
        foreach (var schema in Schemas)
        {
            Attach(connection, FileOf(schema), schema);
            Execute(connection, $"pragma {schema}.journal_mode = wal");
            Execute(connection, $"pragma {schema}.synchronous = full");
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"pragma {schema}.cache_size = {-CacheKibibytes}"));
        }

        return connection;
    }

    /// <inheritdoc/>
    public Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<DbConnection>(Open());

    /// <inheritdoc/>
    /// <remarks>Deferred: <c>BEGIN IMMEDIATE</c> would lock every attached file.</remarks>
    public Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    /// <summary>As <see cref="Open"/>, with gold read from this file, or no gold at all.</summary>
    public SqliteConnection OpenWithGold(string? goldFile)
    {
        var connection = Open();
        if (goldFile is not null)
        {
            Attach(connection, goldFile, "gold");
        }

        return connection;
    }

    /// <summary>A connection of its own that has nothing attached yet.</summary>
    public static SqliteConnection OpenEmpty()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ":memory:", Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "pragma temp_store = file");
        return connection;
    }

    public static void Attach(SqliteConnection connection, string file, string schema)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"attach database $file as {schema}";
        command.Parameters.AddWithValue("$file", file);
        command.ExecuteNonQuery();
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
