using Dapper;
using Npgsql;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Postgres;

/// <summary>Runs the numbered scripts that a database has not had yet, all in one transaction, one worker at a time.</summary>
internal sealed class PostgresMigrations(PostgresConnections connections, SqlLibrary sql)
{
    private const string Folder = "migrations/";

    /// <summary>Safe to repeat: a database that is up to date is only looked at.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAnyAsync(cancellationToken);
        if ((await MissingAsync(connection, cancellationToken)).Count == 0)
        {
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await PostgresConnections.ExecuteAsync(connection, sql.Text("migrate/lock.sql"), cancellationToken);
        await PostgresConnections.ExecuteAsync(connection, sql.Text("migrate/create.sql"), cancellationToken);
        foreach (var name in await MissingAsync(connection, cancellationToken))
        {
            await PostgresConnections.ExecuteAsync(connection, sql.Text(name), cancellationToken);
            await connection.ExecuteAsync(sql.Text("migrate/record.sql"), new { name = name[Folder.Length..] }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<List<string>> MissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var isRecorded = (bool)(await PostgresConnections.ScalarAsync(connection, sql.Text("migrate/is_recorded.sql"), cancellationToken))!;
        var done = isRecorded ? (await connection.QueryAsync<string>(sql.Text("migrate/recorded.sql"))).ToHashSet() : [];
        return
        [
            .. sql.Files
                .Where(file => file.StartsWith(Folder, StringComparison.Ordinal) && !done.Contains(file[Folder.Length..]))
                .Order(StringComparer.Ordinal),
        ];
    }
}
