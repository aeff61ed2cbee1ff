using System.Globalization;
using Pipeline.Testing;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Benchmarks;

/// <summary>An engine on which a late night is measured.</summary>
/// <param name="Engine">The engine's name.</param>
/// <param name="Probe">A new warehouse.</param>
/// <param name="Settle">What the engine does by itself in the time between two nights.</param>
/// <param name="ServerProcessor">Processor time of the engine's own processes since they began.</param>
internal sealed record LateTarget(string Engine, WarehouseProbe Probe, Action Settle, Func<TimeSpan> ServerProcessor)
{
    public static LateTarget Sqlite()
    {
        var probe = new SqliteProbe();
        return new LateTarget("sqlite", probe, () => { }, () => TimeSpan.Zero);
    }

    public static LateTarget Postgres()
    {
        var probe = new PostgresProbe(PostgresServer.Shared);
        var checkpointer = probe.Query("select pid from pg_stat_activity where backend_type = 'checkpointer'")[0][0]!;
        var server = Stat(checkpointer)!.Value.Parent;
        return new LateTarget("postgres", probe, () => probe.Execute("vacuum analyze"), () => ProcessorOf(server));
    }

    // The server's own time holds that of the sessions that have ended; those that go on are counted one by one.
    private static TimeSpan ProcessorOf(string server) => TimeSpan.FromMilliseconds(10 * Directory.EnumerateDirectories("/proc")
        .Select(folder => Path.GetFileName(folder))
        .Where(name => char.IsAsciiDigit(name[0]))
        .Select(name => (Name: name, Stat: Stat(name)))
        .Where(process => process.Name == server || process.Stat?.Parent == server)
        .Sum(process => process.Stat?.Ticks ?? 0));

    // proc_pid_stat(5), behind the name in brackets: state, parent, … utime, stime, cutime, cstime.
    private static (string Parent, long Ticks)? Stat(string process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[1], fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            return null; // it ended while it was looked at
        }
    }
}
