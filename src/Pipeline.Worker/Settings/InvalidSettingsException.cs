using Pipeline.Core.Faults;

namespace Pipeline.Worker.Settings;

/// <summary>Settings are wrong; every mistake is named at once.</summary>
internal sealed class InvalidSettingsException(IReadOnlyList<string> mistakes, Exception? inner = null)
    : PipelineException(Describe(mistakes), inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    private static Fault Describe(IReadOnlyList<string> mistakes) => new()
    {
        What = FormattableString.Invariant($"{(mistakes.Count == 1 ? "1 setting is" : $"{mistakes.Count} settings are")} wrong:\n  {string.Join("\n  ", mistakes)}"),
        Why = "A command with other settings than were meant may work on the wrong warehouse.",
        Untouched = "Nothing was read or written.",
        Next = [NextStep.Run("Fix what is named, then check", "validate")],
    };
}
