using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sqlite;

/// <summary>The tables of an embedded warehouse, which belongs to whoever runs the worker and therefore migrates itself.</summary>
internal sealed class SqliteSchema(SqliteConnections connections, SqlLibrary sql) : SqlSchema(connections, sql, SqliteDialect.Instance)
{
    private readonly SqlLibrary _sql = sql;

    /// <inheritdoc/>
    public override Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken) =>
        new SqliteMigrations(connections, _sql).RunAsync();

    /// <inheritdoc/>
    public override Task ReadyAsync(CancellationToken cancellationToken) => MigrateAsync(cancellationToken);
}
