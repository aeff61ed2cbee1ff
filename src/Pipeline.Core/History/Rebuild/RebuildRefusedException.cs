using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.History.Rebuild;

/// <summary>A dataset's history can't be rebuilt: something of it would be lost.</summary>
public sealed class RebuildRefusedException : PipelineException
{
    private RebuildRefusedException(Fault fault) : base(fault)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;

    /// <summary>Values were erased on demand, and what is left of them are hashes under the former definition.</summary>
    public static RebuildRefusedException Erased(string feed, string dataset, int keys) => new(new Fault
    {
        What = $"{keys} record(s) of '{dataset}' were erased on demand, so its history can't be rebuilt.",
        Why = "What is left of them are hashes under the old definition, and their versions would be gone without a trace.",
        Untouched = "Nothing was changed.",
        Next = [NextStep.Run("Put the definition back, or load the new one as a dataset of another name; then run", "validate", feed)],
    });

    /// <summary>The archive lacks files.</summary>
    public static RebuildRefusedException Missing(string feed, DatasetDefinition dataset, DateOnly night, int missing, int files, string archive) => new(new Fault
    {
        What = FormattableString.Invariant($"{missing} of {files} file(s) that would be read again are not in the archive {archive}; the first is that of '{dataset.Name}' for night {night:yyyy-MM-dd}."),
        Why = "What they delivered would be gone from history.",
        Untouched = "Nothing was changed.",
        Next = [NextStep.Run("Put the archive back from a backup, then run", "migrate", feed, "--rebuild", "--reason", "TEXT")],
    });

    /// <summary>A file can't be read under the new definition.</summary>
    public static RebuildRefusedException Unreadable(string feed, DatasetDefinition dataset, DateOnly night, string fault) => new(
        new Fault
        {
            What = $"The file of '{dataset.Name}' for night {night:yyyy-MM-dd} can't be replayed under the new definition: {fault}",
            Why = "What it delivered would be gone from history.",
            Untouched = "Nothing was changed.",
            Next = [NextStep.Run("Fix the feed file so that it reads the former files as well (from: [new, old]), then run", "migrate", feed, "--dry-run", "--rebuild")],
        });
}
