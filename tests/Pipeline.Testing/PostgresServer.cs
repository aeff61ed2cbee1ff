using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Testing;

/// <summary>A PostgreSQL server of the tests' own: Debian's programs, a temporary folder, a free port of this machine.</summary>
/// <remarks>The server refuses to run as root; as root, its programs run as the user that Debian's package makes.</remarks>
public sealed class PostgresServer : IDatabaseServer, IDisposable
{
    private const string Programs = "/usr/lib/postgresql";
    private const string PackageUser = "postgres";
    private const int FirstPort = 15_000;
    private const int LastPort = 32_000;
    private const int PortTries = 100;

    private static readonly Lazy<PostgresServer> SharedServer = new(Start);

    private readonly string _root = QuickFolder.Create("postgres-");
    private readonly int _port = FreePort();

    private PostgresServer()
    {
    }

    /// <summary>One server for every test that does not stop it; it ends with the process.</summary>
    public static PostgresServer Shared => SharedServer.Value;

    /// <summary>Makes a new cluster and starts its server.</summary>
    public static PostgresServer Start()
    {
        var server = new PostgresServer();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        if (Environment.UserName == "root")
        {
            Run("chown", PackageUser, server._root);
        }

        RunProgram("initdb", "-D", server.Data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        server.Resume();
        return server;
    }

    private string Data => Path.Combine(_root, "data");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>How to reach a database of it.</summary>
    public string ConnectionString(string database = "postgres") => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = _port,
        Username = "test",
        Database = database,
    }.ToString();

    /// <summary>Makes an empty database, or a copy of another that nobody is connected to.</summary>
    public string CreateDatabase(string? template = null)
    {
        var name = $"t{Guid.NewGuid():N}";
        Execute($"create database {name} template {template ?? "template0"}");
        return name;
    }

    /// <summary>Drops a database, whoever is connected to it.</summary>
    public void DropDatabase(string name) => Execute($"drop database if exists {name} with (force)");

    /// <summary>Starts the server again after <see cref="Kill"/>.</summary>
    /// <remarks>
    /// Without fsync: killing its processes loses nothing that the operating system was given. Shared memory is in its folder, so
    /// that none is left behind by one that was killed.
    /// </remarks>
    public void Resume() => RunProgram(
        "pg_ctl", "start", "-w", "-D", Data, "-l", Path.Combine(_root, "server.log"), "-o", string.Create(
            CultureInfo.InvariantCulture,
            $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=64MB -c max_connections=300 -c fsync=off -c jit=off -c dynamic_shared_memory_type=mmap"));

    /// <summary>Ends every process of the server at once, as a power cut would.</summary>
    public void Kill()
    {
        var pid = File.ReadLines(PidFile).First();
        Run("kill", "-STOP", pid); // or it might start another process after they are counted
        var processes = Run("pgrep", "-P", pid).Split('\n', StringSplitOptions.RemoveEmptyEntries).Append(pid).ToList();
        Run("sh", "-c", $"kill -9 {string.Join(' ', processes)} || true"); // one may have ended by itself
        WaitFor(processes);
        File.Delete(PidFile); // a new server, like pg_ctl, would take the dead one for alive
        NpgsqlConnection.ClearAllPools();
    }

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            NpgsqlConnection.ClearAllPools();
            if (File.Exists(PidFile))
            {
                Kill();
            }

            Directory.Delete(_root, recursive: true);
        }
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static void RunProgram(string program, params string[] arguments)
    {
        var path = Directory.EnumerateDirectories(Programs)
            .OrderByDescending(folder => folder, StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, "bin", program))
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"There is no {program} under {Programs}: install Debian's package postgresql.");
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", PackageUser, "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    // The output goes to a file: the server inherits it, and a pipe would stay open for as long as the server lives.
    private static string Run(string program, params string[] arguments)
    {
        var output = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "out=$1; shift; exec \"$@\" > \"$out\" 2>&1 < /dev/null", "sh", output, program, .. arguments])
            {
                WorkingDirectory = "/",
            })!;
            process.WaitForExit();
            var text = File.ReadAllText(output);
            return process.ExitCode == 0 || program == "pgrep"
                ? text
                : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {text}");
        }
        finally
        {
            File.Delete(output);
        }
    }

    // pg_ctl takes a process for alive that has ended and that nobody has asked about yet; in a container this may last.
    private static void WaitFor(IReadOnlyList<string> processes) =>
        SpinWait.SpinUntil(() => !processes.Any(IsAlive), TimeSpan.FromSeconds(10));

    private static bool IsAlive(string pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it ended while it was looked at
        }
    }

    // Below the range from which the system takes the ports of outgoing connections: one of those would keep a server that was
    // killed from starting again.
    private static int FreePort()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(FirstPort, LastPort));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException) when (attempt < PortTries)
            {
                // taken: another one
            }
        }
    }
}
