using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Publishing;

namespace Pipeline.Core.Gold.Checks;

/// <summary>Gold was built, but rows of it offend against a check; it was not published.</summary>
public sealed class ChecksFailedException(GoldAttempt attempt, IReadOnlyList<CheckResult> failed)
    : PipelineException(Describe(attempt, failed))
{
    /// <summary>The checks that offending rows were found for.</summary>
    public IReadOnlyList<CheckResult> Failed => failed;

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;

    /// <inheritdoc/>
    public override string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{base.Summary} {string.Join(", ", failed.Select(result => string.Create(CultureInfo.InvariantCulture, $"{result.Check.Name} ({result.Offending} row(s))")))}");

    private static string Describe(GoldAttempt attempt, IReadOnlyList<CheckResult> failed)
    {
        var lines = failed.SelectMany(result => result.Samples.Select(sample => $"    {sample}").Prepend(string.Create(
            CultureInfo.InvariantCulture, $"  {result.Check.Name}: {result.Offending} row(s). {result.Check.Summary}")));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {failed.Count} check(s) found rows in the gold of night {attempt.Night} that must not be there:
            {string.Join(Environment.NewLine, lines)}
            Readers would draw wrong conclusions from it, so it was not published.
            {attempt.Kept}
            Mend the model, the check or the data, then run: {attempt.Command}
            """);
    }
}
