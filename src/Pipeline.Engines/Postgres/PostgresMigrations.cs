using Dapper;
using Npgsql;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Postgres;

/// <summary>Runs the numbered scripts that a database has not had yet, all in one transaction, one worker at a time.</summary>
internal sealed class PostgresMigrations(PostgresConnections connections, SqlLibrary sql)
{
    private readonly MigrationScripts _scripts = new(sql);

    /// <summary>Safe to repeat: a database that is up to date is only looked at.</summary>
    public async Task<IReadOnlyList<MigrationScript>> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAnyAsync(cancellationToken);
        if ((await MissingAsync(connection, cancellationToken)).Count == 0)
        {
            return _scripts.Outcome([]);
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await PostgresConnections.ExecuteAsync(connection, sql.Text("migrate/lock"), cancellationToken);
        await PostgresConnections.ExecuteAsync(connection, sql.Text("migrate/create"), cancellationToken);
        var missing = await MissingAsync(connection, cancellationToken);
        foreach (var name in missing)
        {
            await PostgresConnections.ExecuteAsync(connection, _scripts.Text(name), cancellationToken);
            await connection.ExecuteAsync(sql.Text("migrate/record"), new { name }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
        return _scripts.Outcome(missing);
    }

    private async Task<IReadOnlyList<string>> MissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        _scripts.Missing(connections.Name, await connections.RecordedAsync(connection, cancellationToken));
}
