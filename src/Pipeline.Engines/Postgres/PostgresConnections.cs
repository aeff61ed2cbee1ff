using System.Data.Common;
using System.Globalization;
using Dapper;
using Npgsql;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.Postgres;

/// <summary>Opens sessions whose settings do not depend on how the server or the role was set up.</summary>
internal sealed class PostgresConnections : IServer, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly MigrationScripts _scripts;
    private bool _isMigrated;

    /// <exception cref="ArgumentException">The text is no connection string.</exception>
    public PostgresConnections(string connectionString, SqlLibrary sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "pipeline",
            Timezone = "UTC",
            SearchPath = "pg_catalog, pg_temp", // every name is written with its schema, but for temporary tables
            Timeout = (int)ServerTimeouts.Connect.TotalSeconds,
            CommandTimeout = (int)(ServerTimeouts.Statement + ServerTimeouts.Lock).TotalSeconds,
            TcpKeepAlive = true,
            IncludeErrorDetail = false, // details hold values of rows, and messages end up in logs
        };
        settings.Options = $"{settings.Options} {Options}".Trim();
        Name = string.Create(CultureInfo.InvariantCulture, $"postgres:{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}");
        QueryProgram =
        [
            "psql", "-h", settings.Host ?? "localhost", "-p", settings.Port.ToString(CultureInfo.InvariantCulture),
            .. settings.Username is { } user ? ["-U", user] : Array.Empty<string>(),
            .. settings.Database is { } database ? ["-d", database] : Array.Empty<string>(), "-c",
        ];
        _source = new NpgsqlDataSourceBuilder(settings.ToString())
            .ConfigureTypeLoading(types => types.EnableTypeLoading(false)) // only built-in ones are used: no catalog is read at each start
            .Build();
        Sql = sql;
        _scripts = new MigrationScripts(sql);
    }

    /// <summary>The database as an operator would name it, without a secret.</summary>
    public string Name { get; }

    /// <summary>The engine's texts.</summary>
    public SqlLibrary Sql { get; }

    /// <summary>Where its tables lie; known once a session is open.</summary>
    public PostgresLayout Layout { get; } = new();

    /// <summary>Opens a session on it from a shell; the password, if it takes one, is asked for.</summary>
    public IReadOnlyList<string> QueryProgram { get; }

    private static string Options => string.Join(' ',
    [
        Option("statement_timeout", ServerTimeouts.Statement),
        Option("lock_timeout", ServerTimeouts.Lock),
        Option("idle_in_transaction_session_timeout", PostgresTimeouts.IdleInTransaction),
        string.Create(CultureInfo.InvariantCulture, $"-c tcp_keepalives_idle={PostgresTimeouts.KeepAliveSeconds}"),
        "-c tcp_keepalives_interval=10 -c tcp_keepalives_count=3",
        "-c default_transaction_isolation=read\\ committed",
        "-c idle_session_timeout=0", // a lease is a session that does nothing for most of the night
        "-c client_min_messages=warning",
    ]);

    /// <inheritdoc/>
    async Task<DbConnection> IConnections.OpenAsync(CancellationToken cancellationToken) => await OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(cancellationToken);

    /// <summary>Opens a session on a database that is migrated.</summary>
    /// <exception cref="WarehouseNotMigratedException">It is not.</exception>
    /// <exception cref="WarehouseIsNewerException">It is, by a newer version.</exception>
    /// <exception cref="PostgresUnavailableException">The server does not answer, or refuses.</exception>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAnyAsync(cancellationToken);
        try
        {
            if (!_isMigrated)
            {
                _scripts.Require(Name, await RecordedAsync(connection, cancellationToken));
                await Layout.LookAsync(connection, Sql, cancellationToken);
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

    /// <summary>The scripts that the database has had.</summary>
    public async Task<IReadOnlyCollection<string>> RecordedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var isRecorded = (bool)(await ScalarAsync(connection, Sql.Text("migrate/is_recorded"), cancellationToken))!;
        return isRecorded ? [.. await connection.QueryAsync<string>(Sql.Text("migrate/recorded"))] : [];
    }

    /// <summary>As <see cref="OpenAsync"/>, also where nothing is migrated yet.</summary>
    public async Task<NpgsqlConnection> OpenAnyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException fault)
        {
            throw new PostgresUnavailableException(Name, fault);
        }
    }

    /// <inheritdoc/>
    public bool IsTransient(DbException fault) => PostgresErrors.IsTransient(fault);

    /// <inheritdoc/>
    public bool IsLockTimeout(DbException fault) => PostgresErrors.IsLockTimeout(fault.SqlState);

    /// <inheritdoc/>
    public bool IsDeadlock(DbException fault) => PostgresErrors.IsDeadlock(fault.SqlState);

    /// <inheritdoc/>
    /// <remarks>On a cluster: the transactions that its machines have not ended alike.</remarks>
    public Task TidyUpAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Layout.IsCluster ? connection.ExecuteAsync(Sql.Text("distribution/recover")) : Task.CompletedTask;

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    public static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Option(string name, TimeSpan time) => $"-c {name}={ServerTimeouts.Milliseconds(time)}";
}
