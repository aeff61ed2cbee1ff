using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Sqlite;

/// <summary>Runs the numbered scripts that an embedded warehouse has not had yet.</summary>
/// <remarks>
/// The record is in <c>ops.db</c>, and commits of two files are not atomic. So a script writes to the one file that its name
/// begins with, as in <c>0002_ops.sql</c>, and its number is kept in that file's header too, in the script's own transaction: a
/// process that dies in between never runs a script twice.
/// </remarks>
internal sealed class SqliteMigrations(SqliteConnections connections, SqlLibrary sql)
{
    private readonly MigrationScripts _scripts = new(sql);

    /// <summary>Safe to repeat: a warehouse that is up to date is only looked at. One that was made before scripts were recorded is adopted.</summary>
    public async Task<IReadOnlyList<MigrationScript>> RunAsync()
    {
        using var connection = connections.OpenAny(create: true);
        if ((await MissingAsync(connection)).Count == 0)
        {
            return _scripts.Outcome([]);
        }

        // Immediate: it locks every file, so that one process migrates at a time.
        using var transaction = connection.BeginTransaction(deferred: false);
        await connection.ExecuteAsync(sql.Text("migrate/create.sql"), transaction: transaction);
        var missing = await MissingAsync(connection);
        foreach (var name in missing)
        {
            await RunAsync(connection, transaction, name);
            await connection.ExecuteAsync(sql.Text("migrate/record.sql"), new { name }, transaction);
        }

        transaction.Commit();
        return _scripts.Outcome(missing);
    }

    /// <summary>The scripts that a warehouse has had.</summary>
    public static async Task<IReadOnlyCollection<string>> RecordedAsync(SqliteConnection connection, SqlLibrary sql) =>
        await connection.ExecuteScalarAsync<long>(sql.Text("migrate/is_recorded.sql")) == 0
            ? []
            : [.. await connection.QueryAsync<string>(sql.Text("migrate/recorded.sql"))];

    private async Task RunAsync(SqliteConnection connection, SqliteTransaction transaction, string name)
    {
        var number = int.Parse(name.Split('_')[0], CultureInfo.InvariantCulture);
        var schema = SqliteConnections.SchemaOf(name);
        if (await connection.ExecuteScalarAsync<long>($"pragma {schema}.user_version", transaction: transaction) < number)
        {
            await connection.ExecuteAsync(_scripts.Text(name), transaction: transaction);
            await connection.ExecuteAsync(
                string.Create(CultureInfo.InvariantCulture, $"pragma {schema}.user_version = {number}"), transaction: transaction);
        }
    }

    private async Task<IReadOnlyList<string>> MissingAsync(SqliteConnection connection) =>
        _scripts.Missing(connections.Name, await RecordedAsync(connection, sql));
}
