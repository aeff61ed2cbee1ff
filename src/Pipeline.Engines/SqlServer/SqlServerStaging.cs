using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Bulk;

namespace Pipeline.Engines.SqlServer;

/// <summary>A table of the schema <c>staging</c> for one load: made, filled in bulk, read, and dropped with this.</summary>
/// <remarks>
/// No temporary table: not every engine over TDS takes a bulk load into one, and the pool, which resets a session before it hands
/// it out again, would take it away. The name is new each time, so that a worker that was paused and goes on can't meet the rows of
/// its successor.
/// </remarks>
internal sealed class SqlServerStaging : IAsyncDisposable
{
    // No load takes as long: what is older was left by a worker that died.
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(3);

    private readonly SqlConnection _connection;
    private readonly SqlLibrary _sql;
    private readonly string _table = string.Create(CultureInfo.InvariantCulture, $"load_{Guid.NewGuid():N}");

    private SqlServerStaging(SqlConnection connection, SqlLibrary sql) => (_connection, _sql) = (connection, sql);

    /// <summary>How many rows were loaded.</summary>
    public long Rows { get; private set; }

    /// <summary>The table as SQL writes it.</summary>
    public string Name => $"staging.{SqlServerDialect.Quote(_table)}";

    /// <summary>Makes a table and loads it.</summary>
    /// <param name="connection">The session, which outlives the table.</param>
    /// <param name="sql">The engine's texts.</param>
    /// <param name="create">The file that makes the table, whose name it calls <c>target</c>.</param>
    /// <param name="model">What that file is filled with.</param>
    /// <param name="columns">The columns that are written.</param>
    /// <param name="write">Writes the rows.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    public static async Task<SqlServerStaging> LoadAsync(
        SqlConnection connection,
        SqlLibrary sql,
        string create,
        Dictionary<string, object> model,
        IReadOnlyList<BulkColumn> columns,
        Action<IBulkWriter> write,
        CancellationToken cancellationToken)
    {
        var staging = await MakeAsync(connection, sql, create, model, cancellationToken);
        try
        {
            staging.Rows = await SqlServerBulkCopy.LoadAsync(connection, sql, null, staging.Name, columns, write, cancellationToken);
            return staging;
        }
        catch
        {
            await staging.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a table that needs no load.</summary>
    /// <param name="connection">The session, which outlives the table.</param>
    /// <param name="sql">The engine's texts.</param>
    /// <param name="create">The file that makes the table, whose name it calls <c>target</c>.</param>
    /// <param name="model">What that file is filled with.</param>
    /// <param name="cancellationToken">Stops before it is made.</param>
    public static async Task<SqlServerStaging> MakeAsync(
        SqlConnection connection, SqlLibrary sql, string create, Dictionary<string, object> model, CancellationToken cancellationToken)
    {
        var staging = new SqlServerStaging(connection, sql);
        model["target"] = staging.Name;
        await SqlServerConnections.ExecuteAsync(connection, sql.Render(create, model), cancellationToken);
        return staging;
    }

    /// <summary>Drops what workers that died have left.</summary>
    /// <param name="connection">A session.</param>
    /// <param name="sql">The engine's texts.</param>
    /// <param name="cancellationToken">Stops between two tables.</param>
    public static async Task ForgetAsync(SqlConnection connection, SqlLibrary sql, CancellationToken cancellationToken)
    {
        var forgotten = await connection.QueryAsync<string>(
            sql.Text("session/forgotten"), new { hours = (int)ForgottenAfter.TotalHours });
        foreach (var table in forgotten)
        {
            await DropAsync(connection, sql, table, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await DropAsync(_connection, _sql, _table, CancellationToken.None);
        }
        catch (Exception fault) when (fault is SqlException or InvalidOperationException)
        {
            // The session is gone; the table is dropped when it is forgotten.
        }
    }

    private static Task<int> DropAsync(SqlConnection connection, SqlLibrary sql, string table, CancellationToken cancellationToken) =>
        SqlServerConnections.ExecuteAsync(
            connection, sql.Render("session/drop", new Dictionary<string, object> { ["table"] = table }), cancellationToken);
}
