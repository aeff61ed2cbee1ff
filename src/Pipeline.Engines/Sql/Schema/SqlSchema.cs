using System.Data.Common;
using System.Globalization;
using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Audit;
using Pipeline.Engines.Sql.Ledger;

namespace Pipeline.Engines.Sql.Schema;

/// <summary>The tables of a warehouse in SQL; the numbered scripts are run in each engine's own way.</summary>
internal abstract class SqlSchema(IConnections connections, SqlLibrary sql, Dialect dialect) : ISchema
{
    private readonly SqlTables _tables = new(connections, sql, dialect);

    /// <inheritdoc/>
    public abstract Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<SettingAdvice>> AdviseAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SettingAdvice>>([]);

    /// <inheritdoc/>
    public virtual async Task ReadyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken); // opening checks the scripts
    }

    /// <inheritdoc/>
    public virtual Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken) =>
        _tables.PrepareAsync(feed, dataset, cancellationToken);

    /// <inheritdoc/>
    public async Task<long> CountOpenAsync(string dataset, string column, CancellationToken cancellationToken) =>
        await CountAsync("schema/count_open", dataset, column, null, cancellationToken);

    /// <inheritdoc/>
    public async Task<long> CountBeyondAsync(string dataset, string column, long limit, CancellationToken cancellationToken) =>
        await CountAsync("schema/count_beyond", dataset, column, new { limit }, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<bool> IsDistributionColumnAsync(string dataset, string column, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    public async Task ChangeAsync(StoredTable table, IReadOnlyList<StoredColumn> columns, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var transaction = await connections.BeginAsync(connection, cancellationToken);
        foreach (var column in columns)
        {
            await RetypeAsync(connection, transaction, table, column);
            await connection.ExecuteAsync(
                sql.Text("schema/update_dataset_column"),
                new { dataset = table.Dataset, name = column.Name, type = column.Type.ToString(), role = column.Role },
                transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RecordAsync(FeedMigrationRecord record, IReadOnlyList<FeedChange> changes, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        foreach (var change in changes)
        {
            await connection.ExecuteAsync(
                sql.Text("ledger/insert_schema_change"),
                SchemaChangeRow.Parameters(
                    dialect, record.Feed, change.Dataset, change.Column ?? "", change.What, record.Night, record.RunId, record.RecordedAt));
        }
    }

    private async Task RetypeAsync(DbConnection connection, DbTransaction transaction, StoredTable table, StoredColumn column)
    {
        var before = table.Columns[table.IndexOf(column.Name)].Type;
        var (from, to) = (dialect.TypeOf(before), dialect.TypeOf(column.Type));
        if (from == to)
        {
            return;
        }

        var model = SqlFaults.Model(table);
        model["column"] = column.Name;
        model["type"] = to;
        model["spare"] = Spare(table);
        model["digits"] = before.Kind is ColumnKind.Decimal && to == "text" ? Math.Max(1, before.Scale).ToString(CultureInfo.InvariantCulture) : "";
        await connection.ExecuteAsync(sql.Render("schema/widen_column", model), transaction: transaction);
    }

    // A name that no column of the table has, for engines that recreate the column.
    private static string Spare(StoredTable table)
    {
        var name = "widened";
        while (table.Columns.Any(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            name += "_";
        }

        return name;
    }

    private async Task<long> CountAsync(string file, string dataset, string column, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var model = new Dictionary<string, object>
        {
            ["table"] = dataset,
            ["superseded_table"] = GeneratedNames.Of(dataset, "__superseded"),
            ["column"] = column,
        };
        return Convert.ToInt64(await connection.ExecuteScalarAsync(sql.Render(file, model), parameters), CultureInfo.InvariantCulture);
    }
}
