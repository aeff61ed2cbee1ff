using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.Postgres;

/// <summary>Gold on PostgreSQL, where a feed's files can be tried without keeping anything.</summary>
internal sealed class PostgresGoldStore(
    PostgresConnections connections, ServerLeases leases, SqlLibrary sql, PostgresDialect dialect, int viewTries, Func<PostgresPlanCheck> check)
    : ServerGoldStore(connections, leases, sql, dialect, viewTries)
{
    /// <inheritdoc/>
    public override Task<IReadOnlyList<FeedMistake>> TryAsync(
        FeedDefinition feed, IReadOnlyList<GoldQuery> queries, CancellationToken cancellationToken) =>
        check().RunAsync(feed, queries, cancellationToken);

    /// <inheritdoc/>
    protected override IGoldBuild Build(SlotSession session, int slot, IReadOnlyDictionary<string, string> owners) =>
        new PostgresGoldBuild(session, slot, owners);
}
