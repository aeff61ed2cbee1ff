using Dapper;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.SqlServer;

/// <summary>Runs the numbered scripts that a database has not had yet, all in one transaction, one worker at a time.</summary>
internal sealed class SqlServerMigrations(SqlServerConnections connections, SqlLibrary sql)
{
    private const string Folder = "migrations/";

    private static readonly object NoBlanks = new();

    /// <summary>Safe to repeat: a database that is up to date is only looked at.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAnyAsync(cancellationToken);
        if ((await MissingAsync(connection, null, cancellationToken)).Count == 0)
        {
            return;
        }

        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        await SqlServerConnections.ExecuteAsync(connection, sql.Text("migrate/lock.sql"), cancellationToken, transaction);
        await SqlServerConnections.ExecuteAsync(connection, sql.Render("migrate/create.sql", NoBlanks), cancellationToken, transaction);
        foreach (var name in await MissingAsync(connection, transaction, cancellationToken))
        {
            await SqlServerConnections.ExecuteAsync(connection, sql.Render(name, NoBlanks), cancellationToken, transaction);
            await connection.ExecuteAsync(sql.Text("migrate/record.sql"), new { name = name[Folder.Length..] }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<List<string>> MissingAsync(SqlConnection connection, SqlTransaction? transaction, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand(sql.Text("migrate/is_recorded.sql"), connection, transaction);
        var isRecorded = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        var done = isRecorded ? (await connection.QueryAsync<string>(sql.Text("migrate/recorded.sql"), transaction: transaction)).ToHashSet() : [];
        return
        [
            .. sql.Files
                .Where(file => file.StartsWith(Folder, StringComparison.Ordinal) && !done.Contains(file[Folder.Length..]))
                .Order(StringComparer.Ordinal),
        ];
    }
}
