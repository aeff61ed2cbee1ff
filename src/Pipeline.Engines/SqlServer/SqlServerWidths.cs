using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Ledger;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.SqlServer;

/// <summary>Widens text of silver in place to what has arrived, before it is merged, and records that it did.</summary>
/// <remarks>
/// A feed file declares no widths, so nothing is ever cut and no night fails because a title is longer than all before. A wider
/// <c>nvarchar(n)</c> is a change of the catalogue alone; <c>nvarchar(max)</c> rewrites every row while nobody can read the table. So the first
/// night, whose table is empty, chooses widths with room, and so does each later change. Source:
/// learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql#alter-column.
/// </remarks>
internal sealed class SqlServerWidths(SqlLibrary sql)
{
    private const int Unlimited = -1;
    private const int Room = 2;

    /// <summary>Widens what is too narrow for what a load writes.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="run">The run that the change is recorded with.</param>
    /// <param name="night">The night that the change is recorded with.</param>
    /// <param name="write">Writes the load's rows; they are measured, and go nowhere.</param>
    /// <param name="cancellationToken">Stops between two columns.</param>
    /// <returns>The width of every text column, null for any length.</returns>
    public async Task<IReadOnlyDictionary<string, int?>> WidenAsync(
        SqlConnection connection,
        DatasetDefinition dataset,
        RunStamp run,
        Night night,
        Action<IBulkWriter> write,
        CancellationToken cancellationToken)
    {
        var arrived = new SqlServerMeasure();
        write(arrived);
        var known = (await connection.QueryAsync<(string Name, int Width)>(
            sql.Text("schema/text_widths"), new { table = dataset.Name })).ToDictionary(row => row.Name, row => row.Width);
        var isEmpty = await connection.QuerySingleAsync<bool>(sql.Render("schema/is_empty", DatasetSql.Model(dataset, SqlServerDialect.Instance)));
        var widths = new Dictionary<string, int?>();
        foreach (var (place, column) in dataset.Columns.Index().Where(column => column.Item.Type.Kind is ColumnKind.Text))
        {
            int? width = known[column.Name] is Unlimited ? null : known[column.Name];
            widths[column.Name] = Fit(width, arrived.Longest(DatasetSql.Parameter(place)), isEmpty);
            if (widths[column.Name] != width)
            {
                await WidenAsync(connection, dataset, run, night, column.Name, widths[column.Name], isEmpty, cancellationToken);
            }
        }

        return widths;
    }

    /// <summary>The width that a column has after a load.</summary>
    /// <param name="width">Its width, in UTF-16 code units; null for any length.</param>
    /// <param name="longest">The longest text that arrives.</param>
    /// <param name="isEmpty">Whether the table has no row yet: then a change costs nothing, and room is made for twice as much.</param>
    internal static int? Fit(int? width, int longest, bool isEmpty)
    {
        if (width is not { } units || longest <= units && (!isEmpty || longest * Room <= units))
        {
            return width;
        }

        var widest = SqlServerDialect.Widths[^1];
        return longest > widest ? null : SqlServerDialect.Widths.Where(w => w >= longest * Room).DefaultIfEmpty(widest).First();
    }

    private async Task WidenAsync(
        SqlConnection connection,
        DatasetDefinition dataset,
        RunStamp run,
        Night night,
        string column,
        int? width,
        bool isEmpty,
        CancellationToken cancellationToken)
    {
        var model = DatasetSql.Model(dataset, SqlServerDialect.Instance);
        model["column"] = column;
        model["type"] = SqlServerDialect.TextOf(width);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        await SqlServerConnections.ExecuteAsync(connection, sql.Render("schema/widen_column", model), cancellationToken, transaction);
        var rewritten = width is not null || isEmpty ? 0 : await connection.QuerySingleAsync<long>(sql.Render("schema/count_rows", model), transaction: transaction);
        await connection.ExecuteAsync(
            sql.Text("ledger/insert_schema_change"),
            SchemaChangeRow.Parameters(
                SqlServerDialect.Instance,
                run.Feed,
                dataset.Name,
                column,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"widened to nvarchar({(width is { } units ? units : "max")}){(rewritten > 0 ? $"; {rewritten} row(s) were rewritten" : "")}"),
                night.Date,
                run.RunId,
                run.RecordedAt),
            transaction);
        await transaction.CommitAsync(cancellationToken);
    }
}
