using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sqlite;

/// <summary>Runs the numbered scripts that an embedded warehouse has not had yet.</summary>
/// <remarks>
/// The record is in <c>ops.db</c>, and commits of two files are not atomic. So each script has a transaction of its own, in which
/// the file that it writes to is marked with it too: a process that dies between the two commits never runs a script twice. A
/// script that can't be repeated writes to one file.
/// </remarks>
internal sealed partial class SqliteMigrations(SqliteConnections connections, SqlLibrary sql)
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

        var run = new List<string>();
        foreach (var name in _scripts.Names)
        {
            if (await RunAsync(connection, name))
            {
                run.Add(name);
            }
        }

        return _scripts.Outcome(run);
    }

    /// <summary>The scripts that a warehouse has had.</summary>
    public static async Task<IReadOnlyCollection<string>> RecordedAsync(SqliteConnection connection, SqlLibrary sql) =>
        await connection.ExecuteScalarAsync<long>(sql.Text("migrate/is_recorded")) == 0
            ? []
            : [.. await connection.QueryAsync<string>(sql.Text("migrate/recorded"))];

    private async Task<bool> RunAsync(SqliteConnection connection, string name)
    {
        // Immediate: it locks every file, so that one process migrates at a time.
        using var transaction = connection.BeginTransaction(deferred: false);
        await connection.ExecuteAsync(sql.Text("migrate/create"), transaction: transaction);
        if (!(await MissingAsync(connection)).Contains(name))
        {
            return false;
        }

        var text = _scripts.Text(name);
        var mark = BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var schemas = Schema().Matches(text).Select(match => match.Groups["schema"].Value).Distinct().ToList();
        var isDone = true;
        foreach (var schema in schemas)
        {
            isDone &= await connection.ExecuteScalarAsync<int>($"pragma {schema}.user_version", transaction: transaction) == mark;
        }

        if (!isDone)
        {
            await connection.ExecuteAsync(text, transaction: transaction);
            foreach (var schema in schemas)
            {
                await connection.ExecuteAsync(
                    string.Create(CultureInfo.InvariantCulture, $"pragma {schema}.user_version = {mark}"), transaction: transaction);
            }
        }

        await connection.ExecuteAsync(sql.Text("migrate/record"), new { name }, transaction);
        transaction.Commit();
        return true;
    }

    private async Task<IReadOnlyList<string>> MissingAsync(SqliteConnection connection) =>
        _scripts.Missing(connections.Name, await RecordedAsync(connection, sql));

    [GeneratedRegex(@"\b(?<schema>bronze|silver|ops)\.", RegexOptions.CultureInvariant)]
    private static partial Regex Schema();
}
