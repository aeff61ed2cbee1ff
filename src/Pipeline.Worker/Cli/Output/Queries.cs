using Pipeline.Core.Warehouse;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Commands with queries that a person may run as they are printed.</summary>
internal static class Queries
{
    /// <summary>Shows something of gold after the demo.</summary>
    public static string Demo(IWarehouse warehouse) => Command(warehouse.QueryProgram("gold"), warehouse.Sql.Text("show/demo"));

    /// <summary>A path as one would type it here, in quotes where a shell needs them.</summary>
    public static string ShortPath(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return InShell(relative.StartsWith("..", StringComparison.Ordinal) ? path : relative);
    }

    /// <summary>A text in quotes where a shell needs them.</summary>
    public static string InShell(string text) => text.Length > 0 && text.All(symbol => char.IsLetterOrDigit(symbol) || "-_./:=".Contains(symbol, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Command(IReadOnlyList<string> program, string query)
    {
        var words = program.Select(word => Path.IsPathFullyQualified(word) ? ShortPath(word) : InShell(word));
        var lines = query.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal)).Select(line => line.Trim());
        return $"{string.Join(' ', words)} \"{string.Join(' ', lines).Trim()}\"";
    }
}
