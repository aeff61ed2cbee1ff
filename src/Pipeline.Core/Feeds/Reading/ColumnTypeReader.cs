using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Says what is wrong with the name of a type.</summary>
internal static class ColumnTypeReader
{
    private const string Types = "text, integer, real, decimal(p,s), boolean, date, timestamp";

    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = "text",
        ["str"] = "text",
        ["varchar"] = "text",
        ["nvarchar"] = "text",
        ["char"] = "text",
        ["uuid"] = "text",
        ["int"] = "integer",
        ["bigint"] = "integer",
        ["long"] = "integer",
        ["float"] = "real",
        ["double"] = "real",
        ["number"] = "decimal(p,s)",
        ["numeric"] = "decimal(p,s)",
        ["decimal"] = "decimal(p,s)",
        ["money"] = "decimal(p,s)",
        ["bool"] = "boolean",
        ["datetime"] = "timestamp",
        ["timestamptz"] = "timestamp",
    };

    /// <summary>Whether a key is the second half of a decimal: <c>{ type: decimal(9,2) }</c> is YAML for <c>type: "decimal(9"</c> and a key <c>2)</c>.</summary>
    /// <remarks>What is wrong is said for the first half, once.</remarks>
    public static bool IsRestOfADecimal(IReadOnlyList<YamlEntry> siblings, YamlEntry entry) =>
        entry is { Value: YamlText { IsNull: true } } && entry.Name.EndsWith(')')
        && siblings.Any(other => other.Value is YamlText text && IsCutDecimal(text.Value));

    private static bool IsCutDecimal(string text) =>
        text.StartsWith("decimal(", StringComparison.OrdinalIgnoreCase) && !text.Contains(')', StringComparison.Ordinal);

    public static ColumnType? Read(string column, YamlText text, int line, Mistakes mistakes)
    {
        if (ColumnType.TryParse(text.Value) is { } type)
        {
            return type;
        }

        mistakes.Add(line, $"column {Words.Quote(column)} has the type {Words.Quote(text.Value)}; {Remedy(text.Value)}");
        return null;
    }

    private static string Remedy(string text)
    {
        if (IsCutDecimal(text))
        {
            return "between { } a decimal stands in quotes, because of its comma: \"decimal(9,2)\"";
        }

        if (text.StartsWith("decimal(", StringComparison.OrdinalIgnoreCase))
        {
            return $"write decimal(p,s) with p from 1 to {ColumnType.MaxPrecision} digits in all, of which s, at most p, stand after the point";
        }

        var near = Elsewhere.TryGetValue(text, out var ours) ? $"here it is called {ours}; " : "";
        return $"{near}the types are {Types}";
    }
}
