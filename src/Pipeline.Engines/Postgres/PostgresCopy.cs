using Npgsql;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Postgres;

/// <summary>PostgreSQL's bulk path: binary COPY, streamed.</summary>
internal static class PostgresCopy
{
    /// <param name="connection">The connection; COPY takes part in its transaction, if there is one.</param>
    /// <param name="sql">The engine's texts.</param>
    /// <param name="target">The table as SQL writes it.</param>
    /// <param name="table">The rows.</param>
    /// <param name="cancellationToken">Stops between two rows; nothing is loaded then.</param>
    /// <returns>How many rows were loaded.</returns>
    public static async Task<long> LoadAsync(
        NpgsqlConnection connection, SqlLibrary sql, string target, BulkTable table, CancellationToken cancellationToken)
    {
        var copy = sql.Render("bulk/copy.sql", new Dictionary<string, object>
        {
            ["target"] = target,
            ["columns"] = table.Columns.Select(column => new Dictionary<string, object> { ["name"] = column.Name }).ToList(),
        });
        var types = table.Columns.Select(column => PostgresDialect.WireTypeOf(column.Type)).ToArray();
        await using var writer = await connection.BeginBinaryImportAsync(copy, cancellationToken);
        writer.Timeout = PostgresTimeouts.Statement;
        foreach (var row in table.Rows)
        {
            await writer.StartRowAsync(cancellationToken);
            for (var column = 0; column < types.Length; column++)
            {
                if (row[column] is { } value)
                {
                    await writer.WriteAsync(value, types[column], cancellationToken);
                }
                else
                {
                    await writer.WriteNullAsync(cancellationToken);
                }
            }
        }

        return (long)await writer.CompleteAsync(cancellationToken);
    }
}
