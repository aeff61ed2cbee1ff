using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.SqlServer;

/// <summary>Opens sessions whose settings do not depend on how the server, the database or the login was set up.</summary>
internal sealed class SqlServerConnections : IServer
{
    private readonly string _connectionString;
    private readonly string _settings;
    private readonly MigrationScripts _scripts;
    private bool _isMigrated;

    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public SqlServerConnections(string connectionString, SqlLibrary sql)
    {
        var settings = new SqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "pipeline",
            ConnectTimeout = (int)ServerTimeouts.Connect.TotalSeconds,
            CommandTimeout = (int)(ServerTimeouts.Statement + ServerTimeouts.Lock).TotalSeconds,
            PersistSecurityInfo = false,
        };
        _connectionString = settings.ToString();
        Name = $"sqlserver:{settings.DataSource}/{settings.InitialCatalog}";
        QueryProgram =
        [
            "sqlcmd", "-S", settings.DataSource, "-d", settings.InitialCatalog,
            .. settings.UserID.Length > 0 ? ["-U", settings.UserID] : new[] { "-E" }, "-Q",
        ];
        Sql = sql;
        _scripts = new MigrationScripts(sql);
        _settings = sql.Render(
            "session/settings", new Dictionary<string, object> { ["milliseconds"] = ServerTimeouts.Milliseconds(ServerTimeouts.Lock) });
    }

    /// <summary>The database as an operator would name it, without a secret.</summary>
    public string Name { get; }

    /// <summary>The engine's texts.</summary>
    public SqlLibrary Sql { get; }

    /// <summary>Opens a session on it from a shell; the password, if it takes one, is asked for.</summary>
    public IReadOnlyList<string> QueryProgram { get; }

    /// <inheritdoc/>
    async Task<DbConnection> IConnections.OpenAsync(CancellationToken cancellationToken) => await OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(cancellationToken);

    /// <summary>Opens a session on a database that is migrated.</summary>
    /// <exception cref="WarehouseNotMigratedException">It is not.</exception>
    /// <exception cref="WarehouseIsNewerException">It is, by a newer version.</exception>
    /// <exception cref="SqlServerUnavailableException">The server does not answer, or refuses.</exception>
    public async Task<SqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAnyAsync(cancellationToken);
        try
        {
            if (!_isMigrated)
            {
                _scripts.Require(Name, await RecordedAsync(connection, null, cancellationToken));
                _isMigrated = true;
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>As <see cref="OpenAsync"/>, also where nothing is migrated yet.</summary>
    /// <remarks>
    /// The pool hands sessions out again, reset: temporary tables and locks of the session are gone, and so are its settings,
    /// which is why they are set each time.
    /// </remarks>
    public async Task<SqlConnection> OpenAnyAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, _settings, cancellationToken);
            return connection;
        }
        catch (SqlException fault)
        {
            await connection.DisposeAsync();
            throw new SqlServerUnavailableException(Name, fault);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The scripts that the database has had.</summary>
    public async Task<IReadOnlyCollection<string>> RecordedAsync(
        SqlConnection connection, SqlTransaction? transaction, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand(Sql.Text("migrate/is_recorded"), connection, transaction);
        var isRecorded = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        return isRecorded ? [.. await connection.QueryAsync<string>(Sql.Text("migrate/recorded"), transaction: transaction)] : [];
    }

    /// <inheritdoc/>
    public bool IsTransient(DbException fault) => fault is SqlException error && SqlServerErrors.IsTransient(error);

    /// <inheritdoc/>
    public bool IsLockTimeout(DbException fault) => fault is SqlException error && SqlServerErrors.IsLockTimeout(error);

    /// <inheritdoc/>
    public bool IsDeadlock(DbException fault) => fault is SqlException error && SqlServerErrors.IsDeadlock(error);

    /// <inheritdoc/>
    /// <remarks>The tables of loads that did not end.</remarks>
    public Task TidyUpAsync(DbConnection connection, CancellationToken cancellationToken) =>
        SqlServerStaging.ForgetAsync((SqlConnection)connection, Sql, cancellationToken);

    public static async Task<int> ExecuteAsync(
        SqlConnection connection, string sql, CancellationToken cancellationToken, SqlTransaction? transaction = null)
    {
        await using var command = new SqlCommand(sql, connection, transaction);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
