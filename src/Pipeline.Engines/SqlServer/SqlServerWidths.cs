using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Feeds;
using Pipeline.Core.History;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.SqlServer;

/// <summary>Widens text of silver in place to what has arrived, before it is merged, and records that it did.</summary>
/// <remarks>A feed file declares no widths, so nothing is ever cut and no night fails because a title is longer than all before.</remarks>
internal sealed class SqlServerWidths(SqlLibrary sql)
{
    private const int Unlimited = -1;

    /// <summary>Widens what is too narrow for a night's changes.</summary>
    /// <returns>The width of every text column, null for any length.</returns>
    public async Task<IReadOnlyDictionary<string, int?>> WidenAsync(
        SqlConnection connection, Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        var texts = changes.Dataset.Columns.Index().Where(column => column.Item.Type.Kind is ColumnKind.Text).ToList();
        var arrived = Measure(changes, texts.Count == 0, cancellationToken);
        var known = (await connection.QueryAsync<(string Name, int Width)>(
            sql.Text("dataset/text_widths.sql"), new { table = changes.Dataset.Name })).ToDictionary(row => row.Name, row => row.Width);
        var widths = new Dictionary<string, int?>();
        foreach (var (place, column) in texts)
        {
            var width = known[column.Name];
            widths[column.Name] = width is Unlimited ? null : width;
            if (width is not Unlimited && arrived[place] > width)
            {
                widths[column.Name] = SqlServerDialect.Widths.Where(w => w >= arrived[place]).Select(w => (int?)w).FirstOrDefault();
                await WidenAsync(connection, arrival, changes.Dataset, column.Name, widths[column.Name], cancellationToken);
            }
        }

        return widths;
    }

    private async Task WidenAsync(
        SqlConnection connection,
        Arrival arrival,
        DatasetDefinition dataset,
        string column,
        int? width,
        CancellationToken cancellationToken)
    {
        var model = DatasetSql.Model(dataset, SqlServerDialect.Instance);
        model["column"] = column;
        model["type"] = SqlServerDialect.TextOf(width);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        await SqlServerConnections.ExecuteAsync(connection, sql.Render("dataset/widen_column.sql", model), cancellationToken, transaction);
        await connection.ExecuteAsync(
            sql.Text("ledger/insert_schema_change.sql"),
            new
            {
                feed = arrival.Feed,
                dataset = dataset.Name,
                field = column,
                change = string.Create(CultureInfo.InvariantCulture, $"widened to nvarchar({(width is { } units ? units : "max")})"),
                night = SqlServerDialect.Instance.Night(arrival.Night.Date),
                run_id = arrival.RunId.ToString("D"),
                recorded_at = SqlServerDialect.Instance.Instant(arrival.RecordedAt),
            },
            transaction);
        await transaction.CommitAsync(cancellationToken);
    }

    // The longest value of each column, in UTF-16 code units, which is what nvarchar counts.
    private static int[] Measure(DatasetChanges changes, bool isPointless, CancellationToken cancellationToken)
    {
        var longest = new int[changes.Dataset.Columns.Count];
        foreach (var record in isPointless ? [] : changes.Opened().Concat(changes.Refreshed()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var column = 0; column < longest.Length; column++)
            {
                longest[column] = Math.Max(longest[column], record.Values[column]?.Length ?? 0);
            }
        }

        return longest;
    }
}
