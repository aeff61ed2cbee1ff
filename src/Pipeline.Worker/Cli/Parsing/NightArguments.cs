using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>Reads nights and ranges of nights from a command line.</summary>
internal static class NightArguments
{
    private const string Separator = "..";
    private const string Untouched = "Nothing was received, and the warehouse is unchanged.";

    /// <summary>The nights of <c>--night</c> or <c>--backfill</c>; null where neither is given.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="night">The text of <c>--night</c>, or null.</param>
    /// <param name="backfill">The text of <c>--backfill</c>, or null.</param>
    /// <exception cref="CommandException">A text is not a date or a range, or both are given.</exception>
    public static NightRange? Range(string feed, string? night, string? backfill) => (night, backfill) switch
    {
        (null, null) => null,
        ({ } one, null) => Date(one) is { } date ? new NightRange(date, date) : throw NotADate(feed, one),
        (null, { } several) => Range(several) ?? throw NotARange(feed, several),
        _ => throw Both(feed),
    };

    /// <summary>The night that a text names.</summary>
    /// <exception cref="CommandException">It is not a date.</exception>
    public static DateOnly Date(string feed, string text) => Date(text) ?? throw NotADate(feed, text);

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static NightRange? Range(string text) =>
        text.Split(Separator) is [var from, var to] && Date(from) is { } first && Date(to) is { } last && first <= last
            ? new NightRange(first, last)
            : null;

    private static CommandException NotADate(string feed, string text) => new(new Fault
    {
        What = $"'{text}' is not a valid date; write yyyy-MM-dd.",
        Why = "With a guessed night a delivery would be put at the wrong place in history.",
        Untouched = Untouched,
        Next = [NextStep.Run("Write it like this", "run", feed, "--night", "2021-12-31")],
    });

    private static CommandException NotARange(string feed, string text) => new(new Fault
    {
        What = $"'{text}' is not a range of nights; write FROM..TO, with FROM not after TO.",
        Why = "With guessed nights deliveries would be put at the wrong places in history.",
        Untouched = Untouched,
        Next = [NextStep.Run("Write it like this", "run", feed, "--backfill", "2021-12-29..2021-12-31")],
    });

    private static CommandException Both(string feed) => new(new Fault
    {
        What = "--night and --backfill exclude each other: one names a single night, the other several.",
        Why = "It is not clear which of them is meant.",
        Untouched = Untouched,
        Next = [NextStep.Run("Give one of them", "run", feed, "--night", "2021-12-31")],
    });
}
