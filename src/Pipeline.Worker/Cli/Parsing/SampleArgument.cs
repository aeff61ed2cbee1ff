using System.Globalization;
using Pipeline.Core.Faults;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>Reads which part of the keys is verified: <c>--sample 1/N</c>, or <c>--all</c>.</summary>
internal static class SampleArgument
{
    private const int DefaultParts = 30;
    private const int MostParts = 100_000;

    /// <summary>Into how many parts the keys are divided; null for all of them at once.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="sample">The text of <c>--sample</c>, or null.</param>
    /// <param name="isAll">Whether <c>--all</c> is given.</param>
    /// <exception cref="CommandException">The text is not a sample, or both are given.</exception>
    public static int? Parts(string feed, string? sample, bool isAll)
    {
        if (sample is null)
        {
            return isAll ? null : DefaultParts;
        }

        if (!isAll && sample.Split('/') is ["1", var parts]
            && int.TryParse(parts, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostParts)
        {
            return count;
        }

        throw new CommandException(new Fault
        {
            What = FormattableString.Invariant(
                $"{(isAll ? "--all and --sample are given together" : $"'{sample}' is not a sample; write 1/N with N from 1 to {MostParts}")}."),
            Why = "A sample is one part of the keys, another each day.",
            Untouched = "Nothing was read or written.",
            Next = [NextStep.Run("Write it like this", "verify", feed, "--sample", "1/30")],
        });
    }
}
