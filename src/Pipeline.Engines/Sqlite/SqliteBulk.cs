using Microsoft.Data.Sqlite;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Sqlite;

/// <summary>SQLite's bulk path: a prepared insert, run once a row inside one transaction.</summary>
internal static class SqliteBulk
{
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="sql">An insert with a parameter for each column.</param>
    /// <param name="table">The rows.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    public static void Load(
        SqliteConnection connection, SqliteTransaction transaction, string sql, BulkTable table, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        var parameters = table.Columns.Select(column => new SqliteParameter($"@{column.Name}", DBNull.Value)).ToArray();
        command.Parameters.AddRange(parameters);
        command.Prepare();
        foreach (var row in table.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var column = 0; column < parameters.Length; column++)
            {
                parameters[column].Value = row[column] ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }
}
