using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.History.Rebuild;

/// <summary>A dataset's history can't be told anew: something of it would be lost.</summary>
public sealed class RebuildRefusedException : PipelineException
{
    private RebuildRefusedException(string message) : base(message)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Stopped;

    /// <summary>Values were erased on demand, and what is left of them are hashes under the definition of then.</summary>
    public static RebuildRefusedException Erased(string feed, string dataset, int keys) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {keys} record(s) of '{dataset}' were erased on demand, so its history can't be told anew.
        What is left of them are hashes under the old definition, and their versions would be gone without a trace.
        Nothing was changed.
        Put the definition back, or load the new one as a dataset of another name; then run: ./pipeline validate {feed}
        """));

    /// <summary>The archive lacks files.</summary>
    public static RebuildRefusedException Missing(string feed, DatasetDefinition dataset, DateOnly night, int missing, int files, string archive) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {missing} of {files} file(s) that would be read again are not in the archive {archive}; the first is that of '{dataset.Name}' for night {night:yyyy-MM-dd}.
        What they delivered would be gone from history.
        Nothing was changed.
        Put the archive back from a backup, then run: ./pipeline migrate {feed} --rebuild --reason TEXT
        """));

    /// <summary>A file can't be read under the new definition.</summary>
    public static RebuildRefusedException Unreadable(string feed, DatasetDefinition dataset, DateOnly night, string fault) => new(
        $"""
        The file of '{dataset.Name}' for night {night:yyyy-MM-dd} can't be told again under the new definition: {fault}
        What it delivered would be gone from history.
        Nothing was changed.
        Mend the feed file so that it reads the files of then as well (from: [new, old]), then run: ./pipeline migrate {feed} --dry-run --rebuild
        """);
}
