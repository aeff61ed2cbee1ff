using Microsoft.Extensions.Logging.Abstractions;
using Testcontainers.MsSql;

namespace Pipeline.Testing.Warehouses;

/// <summary>The SQL Server of the tests: in a container where a container engine answers, else the one that a variable names.</summary>
/// <remarks>Looking for an engine opens no connection where its socket is missing. The container ends with the process.</remarks>
public sealed class SqlServerServer
{
    /// <summary>The variable that contains a connection string of a login that may create databases, or <c>container</c>.</summary>
    public const string Variable = "PIPELINE_TEST_SQLSERVER";

    // In place of a connection string: a container must be started, and where none can be, the tests fail.
    private const string MustStart = "container";

    private const string EngineVariable = "DOCKER_HOST";
    private const string Image = "mcr.microsoft.com/mssql/server:2022-latest";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly Lazy<SqlServerServer> Found = new(Find);

    private SqlServerServer(string? connectionString, string reason) => (ConnectionString, Reason) = (connectionString, reason);

    /// <summary>The server of this process. The first call starts the container, if there is an engine.</summary>
    public static SqlServerServer Shared => Found.Value;

    /// <summary>How to reach the server, or null where there is none.</summary>
    public string? ConnectionString { get; }

    /// <summary>Why there is none, as the reason of a skipped test; empty if there is one.</summary>
    public string Reason { get; }

    private static SqlServerServer Find()
    {
        var fault = "no container engine answers";
        var named = Environment.GetEnvironmentVariable(Variable);
        if (HasEngine() || named == MustStart)
        {
            try
            {
                return new SqlServerServer(StartAsync().GetAwaiter().GetResult(), "");
            }
            catch (Exception error) when (error is not OutOfMemoryException && named != MustStart) // each kind of engine has its own exceptions
            {
                fault = $"the container engine could not start {Image} ({error.GetType().Name}: {error.Message.Split('\n')[0].Trim()})";
            }
        }

        return named is { Length: > 0 }
            ? new SqlServerServer(named, "")
            : new SqlServerServer(null, $"no SQL Server: {fault}, and {Variable} contains no connection string of a login that may create databases");
    }

    private static bool HasEngine() =>
        Environment.GetEnvironmentVariable(EngineVariable) is { Length: > 0 } || Sockets().Any(File.Exists);

    private static IEnumerable<string> Sockets()
    {
        yield return "/var/run/docker.sock";
        yield return @"\\.\pipe\docker_engine";
        if (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime)
        {
            yield return Path.Combine(runtime, "docker.sock");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        yield return Path.Combine(home, ".docker", "run", "docker.sock");
        yield return Path.Combine(home, ".docker", "desktop", "docker.sock");
    }

    private static async Task<string> StartAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit, TimeProvider.System);
        var container = new MsSqlBuilder(Image).WithLogger(NullLogger.Instance).Build();
        await container.StartAsync(limit.Token);
        return container.GetConnectionString();
    }
}
