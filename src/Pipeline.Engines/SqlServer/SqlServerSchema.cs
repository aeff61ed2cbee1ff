using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.SqlServer;

/// <summary>The tables of a SQL Server database.</summary>
internal sealed class SqlServerSchema(SqlServerConnections connections, SqlLibrary sql) : SqlSchema(connections, sql, SqlServerDialect.Instance)
{
    private readonly SqlLibrary _sql = sql;

    /// <inheritdoc/>
    public override Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken) =>
        new SqlServerMigrations(connections, _sql).RunAsync(cancellationToken);
}
