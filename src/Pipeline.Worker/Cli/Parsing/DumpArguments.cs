using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>Reads how a dump is asked for: the file that it is written to, and the instant at which it was known.</summary>
internal static class DumpArguments
{
    /// <summary>Whether a file holds JSON; CSV otherwise.</summary>
    public static bool IsJson(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes sure that a file's name says how the records are written.</summary>
    /// <exception cref="CommandException">It ends neither in .csv nor in .json.</exception>
    public static void RequireFormat(DatasetName name, string? file)
    {
        if (file is not null && !IsJson(file) && !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandException(new Fault
            {
                What = $"'{file}' is neither a .csv nor a .json file.",
                Why = "The name says how the records are written.",
                Untouched = "Nothing was written.",
                Next = [NextStep.Run("Write it like this", "as-of", $"{name}", "--out", $"{name.Dataset}.csv")],
            });
        }
    }

    /// <summary>The instant of <c>--known-at</c>; null where it is not given.</summary>
    /// <exception cref="CommandException">The text is not an instant.</exception>
    public static DateTimeOffset? KnownAt(DatasetName name, string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant
        : throw new CommandException(new Fault
        {
            What = $"'{text}' is not an instant; write it like 2022-03-05T08:00:00Z.",
            Why = "What was known at a guessed instant would be a guess too.",
            Untouched = "Nothing was read or written.",
            Next = [NextStep.Run("Write it like this", "as-of", $"{name}", "--known-at", "2022-03-05T08:00:00Z")],
        });
}
