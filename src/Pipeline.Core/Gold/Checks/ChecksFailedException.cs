using Pipeline.Core.Faults;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Gold.Checks;

/// <summary>Gold was built, but rows of it offend against a check; it was not published.</summary>
public sealed class ChecksFailedException(GoldAttempt attempt, IReadOnlyList<CheckResult> failed)
    : PipelineException(Describe(attempt, failed))
{
    /// <summary>The checks that offending rows were found for.</summary>
    public IReadOnlyList<CheckResult> Failed => failed;

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;

    private static Fault Describe(GoldAttempt attempt, IReadOnlyList<CheckResult> failed)
    {
        var heading = FormattableString.Invariant($"{failed.Count} check(s) found rows in the gold of night {attempt.Night} that must not be there:");
        var lines = failed.SelectMany(result => result.Samples.Select(sample => $"    {sample}").Prepend(
            FormattableString.Invariant($"  {result.Check.Name}: {result.Offending} row(s). {result.Check.Summary}")));
        var names = failed.Select(result => FormattableString.Invariant($"{result.Check.Name} ({result.Offending} row(s))"));
        return new Fault
        {
            What = string.Join('\n', lines.Prepend(heading)),
            Why = "Readers would draw wrong conclusions from it, so it was not published.",
            Untouched = attempt.Kept,
            Next = [attempt.TryAgain("Fix the model, the check or the data, then run")],
            Summary = $"{heading} {string.Join(", ", names)}",
        };
    }
}
