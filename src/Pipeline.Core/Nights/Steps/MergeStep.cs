using Pipeline.Core.Comparing;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Folds changes into silver and accepts the night, or withdraws it.</summary>
internal sealed class MergeStep(RunContext run, IWarehouse warehouse, NightJournal journal)
{
    /// <summary>Merges one dataset: as the newest night, or as a correction of nights that are accepted already.</summary>
    public async Task<DatasetOutcome> MergeAsync(ComparedNight night, DatasetChanges changes, CancellationToken cancellationToken)
    {
        if (night.CorrectionOf(changes.Dataset) is { } correction)
        {
            await journal.StepAsync(
                "merge",
                changes.Dataset.Name,
                () => CorrectAsync(run.RunStamp() with { ApprovalId = night.Approval }, correction, cancellationToken),
                corrected => (null, corrected.Superseded + corrected.Written));
            return new DatasetOutcome(changes.Dataset.Name, DatasetState.Accepted, correction.Accepted, null) { Rewritten = CorrectedHistory.Of(correction) };
        }

        var merged = await journal.StepAsync(
            "merge",
            changes.Dataset.Name,
            () => warehouse.History.MergeAsync(run.Arrival(changes.Dataset, night.Delivery, night.Approval), changes, cancellationToken),
            merged => (null, merged.Tally.New + merged.Tally.Changed + merged.Tally.Refreshed + merged.Tally.Gone));
        run.Accepted.Add(merged);
        return new DatasetOutcome(changes.Dataset.Name, DatasetState.Accepted, merged, null);
    }

    /// <summary>Withdraws the night from one dataset.</summary>
    public async Task<DatasetOutcome> WithdrawAsync(SilverCorrection correction, RunStamp stamp, CancellationToken cancellationToken)
    {
        await journal.StepAsync("merge", correction.Dataset.Name, () => CorrectAsync(stamp, correction, cancellationToken));
        return new DatasetOutcome(correction.Dataset.Name, DatasetState.Withdrawn, null, null) { Rewritten = CorrectedHistory.Of(correction) };
    }

    private async Task<SilverCorrection> CorrectAsync(RunStamp stamp, SilverCorrection correction, CancellationToken cancellationToken)
    {
        await warehouse.History.CorrectAsync(stamp, correction, cancellationToken);
        if (correction.Accepted is { } accepted)
        {
            run.Accepted.Add(accepted);
        }
        else
        {
            run.Accepted.Remove(correction.Dataset.Name, correction.Night.Date);
        }

        foreach (var recounted in correction.Recounted)
        {
            run.Accepted.Add(recounted);
        }

        return correction;
    }
}
