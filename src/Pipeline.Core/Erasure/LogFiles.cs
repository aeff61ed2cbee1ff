using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Erasure;

/// <summary>The worker's log files: messages in them may quote values.</summary>
/// <param name="path">The log file, as the settings name it; each day has its own file beside it.</param>
public sealed class LogFiles(string path)
{
    /// <summary>Replaces every line that contains the key.</summary>
    /// <returns>How many lines were replaced.</returns>
    public long Erase(ErasureTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var folder = Path.GetDirectoryName(path)!;
        if (target.Telling.Count == 0 || !Directory.Exists(folder))
        {
            return 0;
        }

        var erased = 0L;
        foreach (var file in Directory.EnumerateFiles(folder, $"{Path.GetFileNameWithoutExtension(path)}*{Path.GetExtension(path)}"))
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
