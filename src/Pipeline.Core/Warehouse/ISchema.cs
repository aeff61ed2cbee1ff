using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>The tables of a warehouse: the platform's own, made by numbered scripts, and one set for each dataset of a feed.</summary>
public interface ISchema
{
    /// <summary>Creates or upgrades the platform's tables, by the numbered scripts that are not recorded yet; safe to repeat, never destructive.</summary>
    /// <returns>Every script of this version, in order.</returns>
    /// <exception cref="WarehouseIsNewerException">A newer version has been at work here; nothing was changed.</exception>
    Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken);

    /// <summary>The settings of the database that its owner should change; none where all is promised.</summary>
    Task<IReadOnlyList<SettingAdvice>> AdviseAsync(CancellationToken cancellationToken);

    /// <summary>Makes sure that a night can be run: an embedded warehouse migrates itself, a server's is left to its owner.</summary>
    /// <exception cref="WarehouseNotMigratedException">A server's database lacks scripts.</exception>
    /// <exception cref="WarehouseIsNewerException">A newer version has been at work here.</exception>
    Task ReadyAsync(CancellationToken cancellationToken);

    /// <summary>Creates the tables of a dataset, or adds the columns that are new in its feed file.</summary>
    /// <exception cref="DefinitionConflictException">The feed file asks for a change that would rewrite history.</exception>
    Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken);

    /// <summary>How many open versions of a dataset have a value in a column.</summary>
    Task<long> CountOpenAsync(string dataset, string column, CancellationToken cancellationToken);

    /// <summary>How many values of a numeric column, superseded ones among them, do not lie between a limit and its negative.</summary>
    Task<long> CountBeyondAsync(string dataset, string column, long limit, CancellationToken cancellationToken);

    /// <summary>Whether a dataset's records are spread over a cluster by this column, which then keeps its type.</summary>
    Task<bool> IsDistributionColumnAsync(string dataset, string column, CancellationToken cancellationToken);

    /// <summary>Changes the roles and types of a dataset's columns; in one transaction. No value, version or hash changes.</summary>
    /// <param name="table">The table as it is.</param>
    /// <param name="columns">The columns that change, as they shall be.</param>
    /// <param name="cancellationToken">Stops before the transaction is committed.</param>
    Task ChangeAsync(StoredTable table, IReadOnlyList<StoredColumn> columns, CancellationToken cancellationToken);

    /// <summary>Notes in <c>ops.schema_changes</c> what a migration does; once, however often it is run.</summary>
    Task RecordAsync(FeedMigrationRecord record, IReadOnlyList<FeedChange> changes, CancellationToken cancellationToken);
}
