using Pipeline.Core.Records.Unpacking;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Postgres;

/// <summary>What migrating a feed asks of tables that may be spread over a cluster.</summary>
internal sealed class PostgresFeedTables(PostgresConnections connections, SqlLibrary sql, PostgresDialect dialect) : SqlFeedTables(connections, sql, dialect)
{
    private readonly SqlLibrary _sql = sql;

    /// <inheritdoc/>
    public override async Task<bool> IsPlaceAsync(string dataset, string column, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await connections.Layout.PlaceAsync(connection, _sql, dataset) == column;
    }
}
