using System.ComponentModel;
using System.Diagnostics;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Benchmarks;

/// <summary>The least that a bulk load can cost: the rows that silver holds, from CSV by <c>sqlite3 .import</c> into tables without an index.</summary>
internal static class SqliteImportPeer
{
    /// <summary>The measure, or null and the reason why there is none.</summary>
    public static async Task<(Measure? Measure, string? Skipped)> MeasureAsync(
        DatasetDefinition dataset, string silver, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var rows = 0L;
        var import = new List<string>();
        try
        {
            foreach (var one in dataset.WithLists)
            {
                var csv = Path.Combine(folder, $"{one.Name}.csv");
                var columns = string.Join(", ", one.Columns.Select(column => column.Name));
                await RunAsync(
                    [silver, ".mode csv", $".once '{csv}'", $"select {columns} from {one.Name} where valid_to is null"], cancellationToken);
                rows += File.ReadLines(csv).LongCount();
                import.AddRange([$"create table {one.Name} ({columns})", $".import --csv '{csv}' {one.Name}"]);
            }

            var (seconds, processor) = await RunAsync([Path.Combine(folder, "plain.db"), .. import], cancellationToken);
            return (new Measure("peer", "sqlite3 .import, plain tables", seconds, processor, null, null, rows), null);
        }
        catch (Win32Exception)
        {
            return (null, "sqlite3 is not installed (Debian package sqlite3)");
        }
    }

    private static async Task<(double Seconds, double? CpuSeconds)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var before = Usage.ProcessorOfChildren();
        using var process = Process.Start(new ProcessStartInfo("sqlite3", ["-batch", "-bail", .. arguments]))!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? (Stopwatch.GetElapsedTime(startedAt).TotalSeconds, (Usage.ProcessorOfChildren() - before)?.TotalSeconds)
            : throw new InvalidOperationException($"sqlite3 ended with {process.ExitCode}.");
    }
}
