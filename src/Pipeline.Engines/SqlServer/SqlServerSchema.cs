using Dapper;
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

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SettingAdvice>> AdviseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var database = await connection.QuerySingleAsync<(string Name, bool HasSnapshots)>(_sql.Text("migrate/read_settings"));
        return database.HasSnapshots ? [] :
        [
            new SettingAdvice(
                $"READ_COMMITTED_SNAPSHOT is off in the database {SqlServerDialect.Quote(database.Name)}.",
                "One gold table is always read as of one night. But a query over two gold tables that runs while a generation is published can read them as of two nights, and readers of silver wait for a merge, and a merge for them.",
                $"alter database {SqlServerDialect.Quote(database.Name)} set read_committed_snapshot on with rollback immediate"),
        ];
    }
}
