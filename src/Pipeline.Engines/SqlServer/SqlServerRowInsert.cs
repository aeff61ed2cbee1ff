using System.Globalization;
using System.Text;
using Microsoft.Data.SqlClient;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.SqlServer;

/// <summary>Loads rows by statements of many rows each: the slow way, for servers that do not take the driver's bulk load.</summary>
internal sealed class SqlServerRowInsert(SqlConnection connection, SqlTransaction? transaction, string target, IReadOnlyList<BulkColumn> columns)
{
    // The server takes 2,100: learn.microsoft.com/sql/sql-server/maximum-capacity-specifications-for-sql-server.
    private const int MostParameters = 2_000;

    // More rows behind one VALUES are refused: learn.microsoft.com/sql/t-sql/queries/table-value-constructor-transact-sql.
    private const int MostRows = 1_000;

    private readonly int _mostRows = Math.Clamp(MostParameters / columns.Count, 1, MostRows);

    /// <summary>Loads what the reader gives.</summary>
    public async Task RunAsync(SqlServerRowReader reader, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand { Connection = connection, Transaction = transaction, CommandTimeout = (int)ServerTimeouts.Statement.TotalSeconds };
        var rows = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            foreach (var (ordinal, column) in columns.Index())
            {
                var parameter = command.Parameters.Add(string.Create(CultureInfo.InvariantCulture, $"@p{(rows * columns.Count) + ordinal}"), SqlServerDialect.WireTypeOf(column));
                parameter.Value = reader.GetValue(ordinal);
            }

            if (++rows == _mostRows)
            {
                await SendAsync(command, rows, cancellationToken);
                rows = 0;
            }
        }

        if (rows > 0)
        {
            await SendAsync(command, rows, cancellationToken);
        }
    }

    private async Task SendAsync(SqlCommand command, int rows, CancellationToken cancellationToken)
    {
        var text = new StringBuilder($"insert into {target} ({string.Join(", ", columns.Select(column => SqlServerDialect.Quote(column.Name)))}) values ");
        for (var row = 0; row < rows; row++)
        {
            var first = row * columns.Count;
            text.Append(row == 0 ? "(" : ", (").AppendJoin(", ", Enumerable.Range(first, columns.Count).Select(number => $"@p{number}")).Append(')');
        }

        command.CommandText = text.ToString();
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.Parameters.Clear();
    }
}
