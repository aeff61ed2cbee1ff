using System.CommandLine;
using System.Globalization;

namespace Pipeline.Benchmarks;

/// <summary><c>--size</c>, in decimal units.</summary>
internal static class SizeOption
{
    private static readonly (string Unit, long Bytes)[] Units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000)];

    public static Option<long> Create(long usual) => new("--size")
    {
        Description = "How large the first night's file is, in decimal units: 200MB, 1GB.",
        CustomParser = result =>
        {
            if (TryParse(result.Tokens[0].Value, out var bytes))
            {
                return bytes;
            }

            result.AddError($"'{result.Tokens[0].Value}' is no size. Write it as 200MB or 1GB.");
            return 0;
        },
        DefaultValueFactory = _ => usual,
    };

    private static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        foreach (var (unit, factor) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && decimal.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number > 0)
            {
                bytes = (long)(number * factor);
                return true;
            }
        }

        return false;
    }
}
