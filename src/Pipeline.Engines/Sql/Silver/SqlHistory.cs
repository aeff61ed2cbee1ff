using System.Data.Common;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>Writes bronze and silver in steps whose order is the same on every engine; an engine brings its bulk path.</summary>
internal abstract class SqlHistory(IConnections connections, SqlLibrary sql, Dialect dialect) : IHistoryWriter
{
    private readonly NightRecords _records = new(sql, dialect);
    private readonly SqlMerge _merge = new(sql, dialect);
    private readonly SqlCorrection _correction = new(sql, dialect);

    /// <summary>The engine's texts.</summary>
    private protected SqlLibrary Sql { get; } = sql;

    public async Task LandAsync(Arrival arrival, IDatasetChanges changes, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(arrival, changes, cancellationToken);
        var model = DatasetSql.Model(changes.Dataset, dialect);
        await using var connection = await connections.OpenAsync(cancellationToken);
        await LandAsync(connection, LandedTable.Bronze, model, rows.WriteBronze, cancellationToken);
        await _records.ReleaseQuarantineAsync(connection, arrival.DeliveryId);
        await LandAsync(connection, LandedTable.Quarantine, model, rows.WriteQuarantine, cancellationToken);
    }

    public async Task<AcceptedNight> MergeAsync(Arrival arrival, IDatasetChanges changes, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = new HistoryRows(arrival, changes, cancellationToken) { Place = dialect.Place(changes.Dataset) };

        // The bulk of the writing is over before the transaction begins and a row of silver is locked.
        await using var stage = await StageAsync(connection, arrival, changes, rows, cancellationToken);
        var accepted = await TransactAsync(connection, arrival.Run, async transaction =>
        {
            var night = await _merge.RunAsync(connection, transaction, arrival, changes, stage.Model, cancellationToken);
            await HoldKeysAsync(connection, transaction, rows.WriteHeld, cancellationToken);
            return night;
        }, cancellationToken);
        await TidyUpAsync(connection, changes.Dataset, arrival.Run, stage, cancellationToken);
        return accepted;
    }

    public async Task CorrectAsync(RunStamp stamp, SilverCorrection correction, CancellationToken cancellationToken)
    {
        var dataset = correction.Dataset.AsTable;
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = new CorrectionRows(stamp, correction, cancellationToken) { Place = dialect.Place(dataset) };
        await LandAsync(connection, LandedTable.Quarantine, DatasetSql.Model(dataset, dialect), rows.WriteQuarantine, cancellationToken);
        await _correction.ReleaseFromQuarantineAsync(connection, correction);
        await using var stage = await StageAsync(connection, stamp, correction, rows, cancellationToken);
        await TransactAsync(connection, stamp, async transaction =>
        {
            await _correction.RunAsync(connection, transaction, stamp, correction, stage.Model, cancellationToken);
            await HoldKeysAsync(connection, transaction, rows.WriteHeld, cancellationToken);
            return correction;
        }, cancellationToken);
        await TidyUpAsync(connection, correction.Dataset, stamp, stage, cancellationToken);
    }

    public async Task RetireAsync(RunStamp stamp, StoredTable table, bool isList, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await TransactAsync(connection, stamp, async transaction =>
        {
            await _correction.RetireAsync(connection, transaction, stamp, table, isList, cancellationToken);
            return table;
        }, cancellationToken);
    }

    /// <summary>Adds rows to a table, in a transaction of its own.</summary>
    private protected abstract Task LandAsync(
        DbConnection connection, LandedTable table, Dictionary<string, object> model, Action<IBulkWriter> write, CancellationToken cancellationToken);

    /// <summary>Loads the rows of a merge; outside its transaction.</summary>
    private protected abstract Task<HistoryStage> StageAsync(
        DbConnection connection, Arrival arrival, IDatasetChanges changes, HistoryRows rows, CancellationToken cancellationToken);

    /// <summary>Loads the rows of a correction; outside its transaction.</summary>
    private protected abstract Task<HistoryStage> StageAsync(
        DbConnection connection, RunStamp stamp, SilverCorrection correction, CorrectionRows rows, CancellationToken cancellationToken);

    /// <summary>Adds the keys that a night holds; inside the transaction.</summary>
    private protected abstract Task HoldKeysAsync(
        DbConnection connection, DbTransaction transaction, Action<IBulkWriter> write, CancellationToken cancellationToken);

    /// <summary>What is done with a stage once its transaction is committed.</summary>
    private protected virtual Task TidyUpAsync(
        DbConnection connection, DatasetDefinition dataset, RunStamp run, HistoryStage stage, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs work in one transaction: all of it is committed, or none.</summary>
    private protected virtual async Task<T> TransactAsync<T>(
        DbConnection connection, RunStamp run, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await connections.BeginAsync(connection, cancellationToken);
        var result = await work(transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
