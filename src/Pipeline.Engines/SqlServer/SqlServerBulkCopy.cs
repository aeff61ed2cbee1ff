using System.Collections.Concurrent;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.SqlServer;

/// <summary>SQL Server's bulk path: SqlBulkCopy, streamed; statements of many rows where a server does not take it.</summary>
internal static class SqlServerBulkCopy
{
    // By server: whether it takes a bulk load.
    private static readonly ConcurrentDictionary<string, bool> CanLoadInBulk = new(StringComparer.Ordinal);

    /// <summary>Rows that are sent before the server acknowledges; all in one batch where a transaction is open.</summary>
    private const int BatchSize = 100_000;

    /// <param name="connection">The connection.</param>
    /// <param name="sql">The engine's texts.</param>
    /// <param name="transaction">The transaction that the load is part of; null for a temporary table, which is locked as a whole.</param>
    /// <param name="target">The table as SQL writes it.</param>
    /// <param name="columns">The columns that are written.</param>
    /// <param name="write">Writes the rows, on another thread; where it throws, what was loaded is worth nothing.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    /// <returns>How many rows were loaded.</returns>
    public static async Task<long> LoadAsync(
        SqlConnection connection,
        SqlLibrary sql,
        SqlTransaction? transaction,
        string target,
        IReadOnlyList<BulkColumn> columns,
        Action<IBulkWriter> write,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rows = new SqlServerRows(columns, stop.Token);
        await using var reader = new SqlServerRowReader(columns, rows.Reader);
        var isInBulk = await IsInBulkAsync(connection, sql, transaction, cancellationToken);
        var writing = rows.PushAsync(write);
        try
        {
            await (isInBulk
                ? CopyAsync(connection, transaction, target, columns, reader, cancellationToken)
                : new SqlServerRowInsert(connection, transaction, target, columns).RunAsync(reader, cancellationToken));
        }
        catch
        {
            await stop.CancelAsync(); // nobody pulls any more
            await ThrowOwnAsync(writing, cancellationToken);
            throw;
        }

        await writing;
        return reader.Rows;
    }

    private static async Task CopyAsync(
        SqlConnection connection,
        SqlTransaction? transaction,
        string target,
        IReadOnlyList<BulkColumn> columns,
        SqlServerRowReader reader,
        CancellationToken cancellationToken)
    {
        using var bulk = new SqlBulkCopy(
            connection, SqlBulkCopyOptions.KeepNulls | (transaction is null ? SqlBulkCopyOptions.TableLock : 0), transaction)
        {
            DestinationTableName = target,
            BatchSize = transaction is null ? BatchSize : 0,
            BulkCopyTimeout = (int)ServerTimeouts.Statement.TotalSeconds,
        };
        foreach (var (ordinal, column) in columns.Index())
        {
            bulk.ColumnMappings.Add(ordinal, column.Name);
        }

        await bulk.WriteToServerAsync(reader, cancellationToken);
    }

    private static async Task<bool> IsInBulkAsync(
        SqlConnection connection, SqlLibrary sql, SqlTransaction? transaction, CancellationToken cancellationToken)
    {
        if (CanLoadInBulk.TryGetValue(connection.DataSource, out var known))
        {
            return known;
        }

        await using var command = new SqlCommand(sql.Text("session/can_load_in_bulk"), connection, transaction);
        return CanLoadInBulk[connection.DataSource] = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // Where the writer itself has failed, its reason counts, and not what the driver makes of it.
    private static async Task ThrowOwnAsync(Task writing, CancellationToken cancellationToken)
    {
        try
        {
            await writing;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It was cancelled.
        }
    }
}
