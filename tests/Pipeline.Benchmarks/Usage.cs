using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Benchmarks;

/// <summary>What this process has used since a moment: wall clock, processor time, and its peak of resident memory.</summary>
internal sealed class Usage
{
    private const string ResetPeak = "5";

    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly TimeSpan _processor = Process.GetCurrentProcess().TotalProcessorTime;

    /// <summary>Starts to measure; on Linux the peak of memory counts from here, elsewhere from the start of the process.</summary>
    public Usage()
    {
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", ResetPeak);
        }
    }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_startedAt);

    public TimeSpan Processor => Process.GetCurrentProcess().TotalProcessorTime - _processor;

    /// <summary>Processor time of the child processes that have ended, to a hundredth of a second; null where the system does not tell.</summary>
    public static TimeSpan? ProcessorOfChildren()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        const int UserTime = 13; // proc_pid_stat(5): cutime and cstime, counted behind the name in brackets
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[UserTime], CultureInfo.InvariantCulture) + long.Parse(fields[UserTime + 1], CultureInfo.InvariantCulture);
        return TimeSpan.FromMilliseconds(10 * ticks);
    }

    /// <summary>The peak of resident memory, in bytes.</summary>
    public static long PeakMemory()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Process.GetCurrentProcess().PeakWorkingSet64;
        }

        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
