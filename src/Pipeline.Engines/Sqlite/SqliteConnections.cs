using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sqlite;

/// <summary>Opens the warehouse's files as one database with the four schemas.</summary>
/// <remarks>
/// Bronze, silver and ops are in WAL mode, so that whoever reads them never makes the night wait. Gold is a complete file
/// outside WAL mode, which a reader without write rights can open. Commits across files are not atomic in WAL mode: every
/// transaction touches one file, and no step relies on two committing together.
/// </remarks>
internal sealed class SqliteConnections(string folder, SqlLibrary sql) : IConnections
{
    /// <summary>The schemas that the worker writes in place, one file each.</summary>
    private static readonly string[] Schemas = ["bronze", "silver", "ops"];

    /// <summary>How much of each file a connection keeps in memory at most: the inner pages of large indexes. More was measured to be slower.</summary>
    private const int CacheKibibytes = 16 * 1024;

    private readonly MigrationScripts _scripts = new(sql);
    private bool _isMigrated;

    /// <summary>The warehouse as an operator would name it.</summary>
    public string Name => $"sqlite:{Folder}";

    /// <summary>The folder of the warehouse.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public bool IsTransient(DbException fault) => SqliteErrors.IsTransient(fault);

    /// <summary>The file that readers of gold open.</summary>
    public string GoldFile => FileOf("gold");

    /// <summary>Whether there is a warehouse in the folder.</summary>
    public bool Exists => File.Exists(FileOf("silver"));

    public string FileOf(string schema) => Path.Combine(Folder, $"{schema}.db");

    /// <summary>Opens bronze, silver and ops of a warehouse that is migrated.</summary>
    /// <exception cref="WarehouseMissingException">There is none.</exception>
    /// <exception cref="WarehouseNotMigratedException">It was made by an older version.</exception>
    /// <exception cref="WarehouseIsNewerException">It was made by a newer version.</exception>
    public SqliteConnection Open()
    {
        var connection = OpenAny(create: false);
        try
        {
            if (!_isMigrated)
            {
                _scripts.Require(Name, SqliteMigrations.RecordedAsync(connection, sql).GetAwaiter().GetResult());
                _isMigrated = true;
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="Open"/>, whatever scripts the warehouse has had.</summary>
    /// <param name="create">Whether to make one where there is none.</param>
    public SqliteConnection OpenAny(bool create)
    {
        if (create)
        {
            Directory.CreateDirectory(Folder);
        }
        else if (!Exists)
        {
            throw new WarehouseMissingException(Name);
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
