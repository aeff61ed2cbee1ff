using System.Globalization;
using System.Text;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>What a dataset, a column or a source may be called (H30).</summary>
internal static class Names
{
    private const string CallItOtherwise = "call it otherwise";
    private const string ReadItFrom = "call it otherwise and name the source's field with from: …";
    private const string TakeItOut = "take it out";

    /// <summary>What is wrong with a name on every level, or null.</summary>
    public static NameMistake? FindMistake(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return new NameMistake("is empty", "write a name");
        }

        if (name.Any(char.IsControl))
        {
            return new NameMistake("holds a control character", TakeItOut);
        }

        if (char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]))
        {
            return new NameMistake("begins or ends with a space", TakeItOut);
        }

        var bytes = Encoding.UTF8.GetByteCount(name);
        return bytes > SystemNames.MaxBytes
            ? new NameMistake(string.Create(CultureInfo.InvariantCulture, $"has {bytes} UTF-8 bytes, and engines cut names at {SystemNames.MaxBytes}"), "write a shorter one")
            : null;
    }

    /// <summary>What is wrong with a feed's name, which commands write as in <c>FEED.DATASET</c>.</summary>
    public static NameMistake? FindFeedMistake(string name) => name.Contains('.', StringComparison.Ordinal) || name.StartsWith('-')
        ? new NameMistake("holds a dot or begins with '-', which a command would take for something else", CallItOtherwise)
        : FindMistake(name);

    public static NameMistake? FindColumnMistake(string name)
    {
        if (SystemNames.Columns.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return new NameMistake("has the name of a column that the warehouse adds itself", ReadItFrom);
        }

        return SystemNames.EngineColumns.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? new NameMistake("has the name of a column that every PostgreSQL table has of itself", ReadItFrom)
            : FindMistake(name);
    }

    public static NameMistake? FindDatasetMistake(string name)
    {
        if (name.Equals(SystemNames.History, StringComparison.OrdinalIgnoreCase))
        {
            return new NameMistake("has the name under which the warehouse keeps its own tables", CallItOtherwise);
        }

        if (name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase))
        {
            return new NameMistake("begins with 'sqlite_', which SQLite keeps for itself", CallItOtherwise);
        }

        if (name.StartsWith('#'))
        {
            return new NameMistake("begins with '#', which SQL Server takes for a temporary table", CallItOtherwise);
        }

        return name.Contains("__", StringComparison.Ordinal)
            ? new NameMistake("holds '__', which divides the names of the warehouse's own tables", "write one '_'")
            : FindMistake(name);
    }

    public static NameMistake? FindSourceMistake(string name) =>
        name.AsSpan().ContainsAny('/', '\\', '=') || name.StartsWith('.')
            ? new NameMistake("holds '/', '\\' or '=', or begins with a dot", "write a plain name, such as vendor")
            : FindMistake(name);
}
