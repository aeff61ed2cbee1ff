using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Migration;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Crashes;

/// <summary>A warehouse under a migration that dies before its n-th step.</summary>
internal sealed class MortalMigration(IWarehouse inner, int dieAt) : ForwardingWarehouse(inner), IFeedTables
{
    private readonly IFeedTables _tables = inner.Tables;
    private int _steps;

    public override IFeedTables Tables => this;

    public override Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        Live();
        return base.PrepareAsync(feed, dataset, cancellationToken);
    }

    public Task<long> CountOpenAsync(string dataset, string column, CancellationToken cancellationToken) =>
        _tables.CountOpenAsync(dataset, column, cancellationToken);

    public Task<long> CountBeyondAsync(string dataset, string column, long limit, CancellationToken cancellationToken) =>
        _tables.CountBeyondAsync(dataset, column, limit, cancellationToken);

    public Task<bool> IsPlaceAsync(string dataset, string column, CancellationToken cancellationToken) =>
        _tables.IsPlaceAsync(dataset, column, cancellationToken);

    public Task ChangeAsync(StoredTable table, IReadOnlyList<StoredColumn> columns, CancellationToken cancellationToken)
    {
        Live();
        return _tables.ChangeAsync(table, columns, cancellationToken);
    }

    public Task RecordAsync(FeedMigrationRecord record, IReadOnlyList<FeedChange> changes, CancellationToken cancellationToken)
    {
        Live();
        return _tables.RecordAsync(record, changes, cancellationToken);
    }

    private void Live()
    {
        if (++_steps >= dieAt)
        {
            throw new KilledException();
        }
    }
}
