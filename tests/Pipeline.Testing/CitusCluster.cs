using System.Globalization;
using Npgsql;

namespace Pipeline.Testing;

/// <summary>The Citus cluster whose coordinator <c>PIPELINE_TEST_CITUS</c> names; its database lists the workers.</summary>
/// <remarks>
/// A database of the cluster is one of that name on each of its servers. A copy of all of them is a database of the cluster too:
/// what Citus knows of nodes and shards lies in them. The tests reach the workers by the names that the coordinator has for them.
/// </remarks>
public sealed class CitusCluster : IDatabaseServer
{
    /// <summary>The variable that holds a connection string with rights to create databases and extensions.</summary>
    public const string Variable = "PIPELINE_TEST_CITUS";

    /// <summary>Why tests that need a cluster are skipped where none is named.</summary>
    public const string Missing =
        $"no Citus cluster is named: set {Variable} to the connection string of a database of its coordinator that lists the workers, as a superuser";

    private const int CopyTries = 10;

    private static readonly Lazy<CitusCluster> SharedCluster = new(() => new CitusCluster());

    private readonly Lock _copying = new();
    private readonly NpgsqlConnectionStringBuilder _coordinator = new(Environment.GetEnvironmentVariable(Variable)) { Pooling = false };
    private readonly List<NpgsqlConnectionStringBuilder> _nodes;
    private readonly string _template = NewName();

    private CitusCluster()
    {
        var workers = Workers();
        _nodes = [_coordinator, .. workers];
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DropDatabase(_template);
        Parallel.ForEach(_nodes, node =>
        {
            Execute(node, $"create database {_template} template template0");
            Execute(At(node, _template), "create extension citus");
        });
        var coordinator = At(_coordinator, _template);
        Execute(coordinator, $"select citus_set_coordinator_host('{_coordinator.Host}', {Port(_coordinator)})");
        foreach (var worker in workers)
        {
            Execute(coordinator, $"select citus_add_node('{worker.Host}', {Port(worker)})");
        }
    }

    /// <summary>Whether a cluster is named.</summary>
    public static bool IsNamed => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>The cluster, with an empty database that others begin as copies of.</summary>
    public static CitusCluster Shared => SharedCluster.Value;

    /// <inheritdoc/>
    /// <remarks>A table has two shards on each worker of two: enough to be spread, and quick to make.</remarks>
    public string ConnectionString(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder(_coordinator.ToString()) { Database = database, Options = "-c citus.shard_count=4", Pooling = true }.ToString();

    public string CreateDatabase(string? template = null)
    {
        var name = NewName();
        var source = template ?? _template;
        lock (_copying)
        {
            Parallel.ForEach(_nodes, node => Copy(node, source, name));
        }

        return name;
    }

    public void DropDatabase(string name) => Parallel.ForEach(_nodes, node => Execute(node, $"drop database if exists {name} with (force)"));

    // Citus's own process comes back to a database as soon as it may: nobody may while it is copied. One that was about to come in
    // when the door was shut is seen a moment later only.
    private static void Copy(NpgsqlConnectionStringBuilder node, string source, string name)
    {
        Execute(node, $"alter database {source} allow_connections false");
        for (var attempt = 1; ; attempt++)
        {
            Execute(node, $"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{source}'");
            try
            {
                Execute(node, $"create database {name} template {source}");
                break;
            }
            catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.ObjectInUse && attempt < CopyTries)
            {
                Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System).GetAwaiter().GetResult();
            }
        }

        Execute(node, $"alter database {source} allow_connections true");
    }

    private List<NpgsqlConnectionStringBuilder> Workers()
    {
        using var connection = new NpgsqlConnection(_coordinator.ToString());
        connection.Open();
        using var command = new NpgsqlCommand("select node_name, node_port from citus_get_active_worker_nodes() order by 1, 2", connection);
        using var reader = command.ExecuteReader();
        var workers = new List<NpgsqlConnectionStringBuilder>();
        while (reader.Read())
        {
            workers.Add(new NpgsqlConnectionStringBuilder(_coordinator.ToString())
            {
                Host = reader.GetString(0),
                Port = (int)reader.GetInt64(1),
            });
        }

        return workers;
    }

    private static NpgsqlConnectionStringBuilder At(NpgsqlConnectionStringBuilder node, string database) =>
        new(node.ToString()) { Database = database };

    private static string Port(NpgsqlConnectionStringBuilder node) => node.Port.ToString(CultureInfo.InvariantCulture);

    private static string NewName() => $"t{Guid.NewGuid():N}";

    private static void Execute(NpgsqlConnectionStringBuilder node, string sql)
    {
        using var connection = new NpgsqlConnection(node.ToString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        command.ExecuteNonQuery();
    }
}
