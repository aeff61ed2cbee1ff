using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.Sqlite;

/// <summary>The embedded warehouse: a folder with <c>bronze.db</c>, <c>silver.db</c>, <c>gold.db</c> and <c>ops.db</c>.</summary>
public sealed class SqliteWarehouse : SqlWarehouse
{
    // Templates are compiled at their first use, which costs more than running most of them: once a process.
    private static readonly SqlLibrary Library = new(
        "sqlite", typeof(SqliteWarehouse).Assembly, new Dictionary<string, string> { [HistoryTables.Word] = HistoryTables.Prefix });

    private readonly SqliteConnections _connections;
    private readonly string _holder;

    /// <param name="folder">The folder of the warehouse; made by <see cref="ISchema.MigrateAsync"/>.</param>
    /// <param name="holder">Who works here, as another run is shown: a host and a process.</param>
    public SqliteWarehouse(string folder, string holder)
        : this(new SqliteConnections(folder, Library), holder)
    {
    }

    private SqliteWarehouse(SqliteConnections connections, string holder)
        : base(connections, Library, SqliteDialect.Instance)
    {
        _connections = connections;
        _holder = holder;
        Leases = new SqliteLeases(connections, Sql, holder);
        Schema = new SqliteSchema(connections, Sql);
        History = new SqliteHistory(connections, Sql);
        Gold = new SqliteGoldStore(connections, Sql);
    }

    /// <inheritdoc/>
    public override IGoldStore Gold { get; }

    /// <inheritdoc/>
    public override IHistoryWriter History { get; }

    /// <inheritdoc/>
    public override ISchema Schema { get; }

    /// <inheritdoc/>
    public override ILeases Leases { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> QueryProgram(string schema) => ["sqlite3", "-box", _connections.FileOf(schema)];

    /// <inheritdoc/>
    public override async Task<IWarehouse> OpenDryRunAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken)
    {
        var copy = new SqliteConnections(folder, Sql);
        Directory.CreateDirectory(copy.Folder);
        if (_connections.Exists)
        {
            using var connection = _connections.Open();
            foreach (var schema in new[] { "silver", "ops" })
            {
                connection.Execute($"vacuum {schema} into @file", new { file = copy.FileOf(schema) }); // one consistent state, also beside a run
            }

            if (File.Exists(_connections.GoldFile))
            {
                File.Copy(_connections.GoldFile, copy.GoldFile);
            }
        }

        var warehouse = new SqliteWarehouse(folder, _holder);
        await warehouse.Schema.MigrateAsync(cancellationToken);
        using var bronze = copy.Open();
        foreach (var dataset in feed.AllDatasets)
        {
            SqliteConnections.Execute(bronze, Sql.Render("schema/create_bronze", DatasetSql.Model(dataset, SqliteDialect.Instance))); // it begins empty
        }

        return warehouse;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private protected override Task<WantedHashes> LoadWantedAsync(IEnumerable<Hash128> hashes, CancellationToken cancellationToken)
    {
        var connection = _connections.Open();
        SqliteConnections.Execute(connection, Sql.Text("compare/create_wanted"));
        SqliteInsert.Load(connection, Sql.Text("compare/insert_wanted"), writer => HistoryRows.WriteHashes(writer, "hash", hashes));
        return Task.FromResult(new WantedHashes(connection));
    }
}
