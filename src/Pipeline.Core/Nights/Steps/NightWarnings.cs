using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Finds what is worth a look though nothing failed.</summary>
internal sealed class NightWarnings(RunContext run, ILedger ledger, NightJournal journal)
{
    /// <summary>On most nights some dataset is unchanged; when every file of a source is the same, probably nobody has published (H21).</summary>
    public async Task WarnOfSameFilesAsync(IReadOnlyList<DatasetOutcome> outcomes, CancellationToken cancellationToken)
    {
        var before = await ledger.DigestsBeforeAsync(run.Feed.Name, run.Night, cancellationToken);
        foreach (var source in run.Feed.Files.GroupBy(file => file.Root.Source))
        {
            if (source.All(file => outcomes.Any(outcome =>
                outcome.Dataset == file.Name
                && outcome.Accepted is { } accepted
                && before.TryGetValue(file.Name, out var digest)
                && digest == accepted.Sha256)))
            {
                journal.Warn($"Every file of source '{source.Key}' is the same as the night before: was the dump published?");
            }
        }
    }
}
