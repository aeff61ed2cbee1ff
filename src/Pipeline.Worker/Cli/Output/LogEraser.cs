using Pipeline.Core.Erasure;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Takes lines that hold a key out of the log files: messages may quote values.</summary>
internal static class LogEraser
{
    /// <param name="logFile">The log file, as the settings have it; each day has its own beside it.</param>
    /// <param name="target">The record.</param>
    /// <returns>How many lines were taken out.</returns>
    public static long Erase(string logFile, ErasureTarget target)
    {
        var folder = Path.GetDirectoryName(logFile)!;
        if (target.Telling.Count == 0 || !Directory.Exists(folder))
        {
            return 0;
        }

        var erased = 0L;
        foreach (var file in Directory.EnumerateFiles(folder, $"{Path.GetFileNameWithoutExtension(logFile)}*{Path.GetExtension(logFile)}"))
        {
            var lines = File.ReadAllLines(file);
            var found = lines.Count(target.IsIn);
            if (found > 0)
            {
                File.WriteAllLines(file, lines.Select(line => target.IsIn(line) ? "(a line was erased on demand)" : line));
                erased += found;
            }
        }

        return erased;
    }
}
