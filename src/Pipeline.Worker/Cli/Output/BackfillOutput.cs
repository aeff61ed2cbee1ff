using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Commands;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows where nights that are run in order stopped, and how to continue; the nights themselves were shown while they ran.</summary>
internal static class BackfillOutput
{
    /// <summary>Shows how a run ended.</summary>
    /// <returns>What the command ends with.</returns>
    public static ExitCode Write(RunNightsResult result, Terminal terminal) =>
        result.Stopped is { } stopped ? Write(stopped.Fault, stopped.Cause, result.Reports, terminal) : result.Reports[^1].ExitCode;

    /// <summary>Shows what stopped nights in order, and how to continue.</summary>
    /// <param name="stopped">How far they came, and how to continue.</param>
    /// <param name="cause">What kept the last night from its report; null where its report was shown.</param>
    /// <param name="reports">The reports that were shown.</param>
    /// <param name="terminal">Where it is shown.</param>
    public static ExitCode Write(Fault stopped, Exception? cause, IReadOnlyList<NightReport> reports, Terminal terminal)
    {
        var fault = cause is null ? null : PipelineCommand.Explain(cause);
        if (fault is not null)
        {
            terminal.Fail(fault);
        }

        terminal.NoteBlank();
        terminal.Note(stopped);
        return fault?.ExitCode ?? (reports.Count > 0 ? reports[^1].ExitCode : ExitCode.Failed);
    }
}
