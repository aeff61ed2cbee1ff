using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sqlite;

/// <summary>An embedded copy of a feed's silver on a server, to try a night in: the same answers on every engine.</summary>
/// <remarks>
/// Nothing on the server is locked or written, so a run at the same time waits for nothing; what it costs grows with silver.
/// Gold is not copied: the copy builds its own.
/// </remarks>
/// <param name="server">Connections to the server.</param>
/// <param name="sql">The server's texts.</param>
internal sealed class SqliteDryRun(IConnections server, SqlLibrary sql)
{
    // What decides what a night does, beside the datasets' own tables.
    private static readonly string[] History =
        ["accepted_nights", "held_keys", "definitions", "used_approvals", "column_renames", "superseded_nights", "run_times"];

    private static readonly string[] Ledger = ["nights", "approvals"];

    public async Task<IWarehouse> MakeAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken)
    {
        var copy = new SqliteWarehouse(folder, "a plan");
        var connections = new SqliteConnections(folder, copy.Sql);
        await copy.Schema.MigrateAsync(cancellationToken);
        try
        {
            await using var from = await server.OpenAsync(cancellationToken);
            await using var to = connections.Open();
            foreach (var table in History)
            {
                await CopyAsync(
                    from, HistoryTables.Locate(sql, table), to, HistoryTables.Locate(copy.Sql, table), copy.Sql, cancellationToken);
            }

            foreach (var table in Ledger)
            {
                await CopyAsync(from, ("ops", table), to, ("ops", table), copy.Sql, cancellationToken);
            }

            foreach (var dataset in feed.AllDatasets)
            {
                var columns = await from.QueryAsync<(string Name, string Type, string Role, string Feed)>(
                    sql.Text("schema/dataset_columns"), new { dataset = dataset.Name });
                if (Stored(dataset, [.. columns]) is { } stored)
                {
                    await copy.Schema.PrepareAsync(feed.Name, stored, cancellationToken);
                    foreach (var (name, type, role, _) in columns.Where(column => column.Role == ColumnRole.Removed))
                    {
                        await to.ExecuteAsync(copy.Sql.Text("schema/update_dataset_column"), new { dataset = dataset.Name, name, type, role });
                    }

                    await CopyAsync(from, ("silver", dataset.Name), to, ("silver", dataset.Name), copy.Sql, cancellationToken);
                }
            }
        }
        catch (WarehouseMissingException)
        {
            return copy; // the first night of all
        }

        return copy;
    }

    // The dataset as the server's table has it, which is not yet as the feed file asks for.
    private static DatasetDefinition? Stored(DatasetDefinition dataset, List<(string Name, string Type, string Role, string Feed)> columns) => columns.Count == 0 ? null : dataset with
    {
        Key = [.. columns.Where(column => column.Role == ColumnRole.Key).Select(column => column.Name)],
        Columns =
        [
            .. columns.Select(column => new ColumnDefinition
            {
                Name = column.Name,
                Path = [column.Name],
                Type = ColumnType.TryParse(column.Type)!,
                Tracked = column.Role != ColumnRole.Untracked,
                DerivedFrom = column.Role == ColumnRole.Derived ? columns[0].Name : null,
            }),
        ],
    };

    private async Task CopyAsync(
        DbConnection from,
        (string Schema, string Table) source,
        SqliteConnection to,
        (string Schema, string Table) target,
        SqlLibrary embedded,
        CancellationToken cancellationToken)
    {
        var columns = (await to.QueryAsync<(string Name, string Type)>(
            embedded.Text("dry_run/columns"), new { table = target.Table, schema = target.Schema })).ToList();
        Dictionary<string, object> Model((string Schema, string Table) table) => new()
        {
            ["schema"] = table.Schema,
            ["table"] = table.Table,
            ["columns"] = columns.Select((column, index) => new Dictionary<string, object>
            {
                ["name"] = column.Name,
                ["parameter"] = DatasetSql.Parameter(index),
            }).ToList(),
        };
        await using var read = from.CreateCommand();
        read.CommandText = sql.Render("dry_run/read_rows", Model(source));
        await using var transaction = to.BeginTransaction(deferred: true);
        await using var insert = to.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = embedded.Render("dry_run/insert_row", Model(target));
        var parameters = columns.Select((_, index) => insert.Parameters.Add(new SqliteParameter($"@{DatasetSql.Parameter(index)}", null))).ToList();
        await using var rows = await read.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var column = 0; column < columns.Count; column++)
            {
                parameters[column].Value = Value(rows.GetValue(column), columns[column].Type, isDate: rows.GetDataTypeName(column) == "date");
            }

            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static object Value(object value, string type, bool isDate) => value switch
    {
        DateOnly date => Instants.Text(date),
        DateTime date when isDate => Instants.Text(DateOnly.FromDateTime(date)),
        DateTime instant => Instants.Text(instant),
        bool flag => flag ? 1L : 0L,
        Guid id => SqliteDialect.Instance.Id(id),
        decimal number when type.Equals("text", StringComparison.OrdinalIgnoreCase) => number.ToString("0.############################", CultureInfo.InvariantCulture),
        decimal number => (double)number,
        _ => value,
    };
}
