using Dapper;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.SqlServer;

/// <summary>Runs the numbered scripts that a database has not had yet, all in one transaction, one worker at a time.</summary>
internal sealed class SqlServerMigrations(SqlServerConnections connections, SqlLibrary sql)
{
    private static readonly object NoBlanks = new();

    private readonly MigrationScripts _scripts = new(sql);

    /// <summary>Safe to repeat: a database that is up to date is only looked at.</summary>
    public async Task<IReadOnlyList<MigrationScript>> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAnyAsync(cancellationToken);
        if ((await MissingAsync(connection, null, cancellationToken)).Count == 0)
        {
            return _scripts.Outcome([]);
        }

        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        await SqlServerConnections.ExecuteAsync(connection, sql.Text("migrate/lock"), cancellationToken, transaction);
        await SqlServerConnections.ExecuteAsync(connection, sql.Render("migrate/create", NoBlanks), cancellationToken, transaction);
        var missing = await MissingAsync(connection, transaction, cancellationToken);
        foreach (var name in missing)
        {
            await SqlServerConnections.ExecuteAsync(connection, _scripts.Text(name), cancellationToken, transaction);
            await connection.ExecuteAsync(sql.Text("migrate/record"), new { name }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
        return _scripts.Outcome(missing);
    }

    private async Task<IReadOnlyList<string>> MissingAsync(
        SqlConnection connection, SqlTransaction? transaction, CancellationToken cancellationToken) =>
        _scripts.Missing(connections.Name, await connections.RecordedAsync(connection, transaction, cancellationToken));
}
