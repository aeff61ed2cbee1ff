using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Postgres;

/// <summary>The tables of a PostgreSQL database; on a cluster they are spread as soon as they are made.</summary>
internal sealed class PostgresSchema(
    PostgresConnections connections, PostgresDistribution distribution, SqlLibrary sql, PostgresDialect dialect) : SqlSchema(connections, sql, dialect)
{
    private readonly SqlLibrary _sql = sql;

    /// <inheritdoc/>
    public override Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken) =>
        new PostgresMigrations(connections, _sql).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public override async Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        await base.PrepareAsync(feed, dataset, cancellationToken);
        await distribution.PrepareAsync(feed, dataset, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<bool> IsDistributionColumnAsync(string dataset, string column, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await connections.Layout.PlaceAsync(connection, _sql, dataset) == column;
    }
}
