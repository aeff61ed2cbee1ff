using System.Globalization;
using Pipeline.Core.Faults;

namespace Pipeline.Worker.Settings;

/// <summary>Settings are wrong; every mistake is named at once.</summary>
internal sealed class InvalidSettingsException(IReadOnlyList<string> mistakes, Exception? inner = null)
    : PipelineException(Describe(mistakes), inner)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    private static string Describe(IReadOnlyList<string> mistakes) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {(mistakes.Count == 1 ? "1 setting is" : $"{mistakes.Count} settings are")} wrong:
          {string.Join("\n  ", mistakes)}
        A command that goes on with other settings than were meant may work on the wrong warehouse.
        Nothing was read or written.
        Mend what is named, then see that all is well: ./pipeline validate
        """);
}
