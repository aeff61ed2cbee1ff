using Pipeline.Core.Faults;
using Pipeline.Core.Operations;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>Reads which night is withdrawn, and why.</summary>
internal static class WithdrawArguments
{
    /// <summary>The request.</summary>
    /// <exception cref="CommandException">The night or the reason is missing, or the night is not a date.</exception>
    public static WithdrawNightRequest Parse(string feed, string? night, string? dataset, string? reason, string person)
    {
        if (night is null)
        {
            throw Incomplete(feed, "--night", "It is not clear which night is meant.");
        }

        return string.IsNullOrWhiteSpace(reason)
            ? throw Incomplete(feed, "--reason", "Whoever finds history changed must be able to read why.")
            : new WithdrawNightRequest(feed, NightArguments.Date(feed, night), dataset, reason, person);
    }

    private static CommandException Incomplete(string feed, string option, string why) => new(new Fault
    {
        What = $"{option} is missing.",
        Why = why,
        Untouched = "Nothing was written.",
        Next = [NextStep.Run("Add it", "withdraw", feed, "--night", "yyyy-MM-dd", "--reason", "TEXT")],
    });
}
