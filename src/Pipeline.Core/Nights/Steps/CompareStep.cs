using Pipeline.Core.Comparing;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.History.Replay;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Reads a delivery and compares it with silver. Nothing is written but temporary files.</summary>
internal sealed class CompareStep(RunContext run, IWarehouse warehouse, NightOptions options, NightJournal journal)
{
    /// <param name="file">The file.</param>
    /// <param name="delivery">Its delivery.</param>
    /// <param name="open">The datasets that have not accepted it yet.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="UnusableDeliveryException">The file as a whole can't be accepted.</exception>
    public async Task<ComparedFile> CompareAsync(
        FeedFile file, ArchivedDelivery delivery, IReadOnlySet<string> open, CancellationToken cancellationToken)
    {
        var isNewest = open.All(dataset => run.Accepted.LastOf(dataset) is not { } last || last.Night.Date < run.Night.Date);
        var correction = isNewest ? null : await CorrectionAsync(file, cancellationToken);
        DeliveryChanges? changes = null;
        try
        {
            changes = correction is null
                ? await new DeliveryComparer(warehouse.Silver, options.WorkFolder).CompareAsync(file, delivery, cancellationToken)
                : await correction.CompareAsync(delivery, cancellationToken);
            await ExplainAsync(changes, cancellationToken);
            return new ComparedFile(file, delivery, changes, [.. changes.Datasets.Where(part => open.Contains(part.Dataset.Name))], correction);
        }
        catch (UnusableDeliveryException fault)
        {
            correction?.Dispose();
            throw fault.For(run.Feed.Name, run.Night.Name);
        }
        catch
        {
            changes?.Dispose();
            correction?.Dispose();
            throw;
        }
    }

    /// <summary>What accepting the delivery corrects in later nights; nothing where the night is the newest.</summary>
    /// <exception cref="ArchivedNightMissingException">The file of another night is needed, and the archive does not have it.</exception>
    public async Task<IReadOnlyList<SilverCorrection>> CorrectAsync(ComparedFile compared, CancellationToken cancellationToken)
    {
        try
        {
            return compared.Correction is null ? [] : await compared.Correction.PlanAsync(compared.Delivery.Delivery, compared.Changes, run.RunStamp(), cancellationToken);
        }
        catch (UnusableDeliveryException fault)
        {
            throw fault.For(run.Feed.Name, run.Night.Name);
        }
    }

    // The report of a dry run says which records and columns change, also where a guard stops the file.
    private async Task ExplainAsync(DeliveryChanges changes, CancellationToken cancellationToken)
    {
        var explainer = new ChangeExplainer(warehouse.Silver, run.Night.Instant);
        foreach (var part in run.Mode.IsDryRun ? changes.Datasets : [])
        {
            journal.Explain(new DatasetPlan(part.Dataset.Name, part.Tally, await explainer.ExplainAsync(part, withColumns: true, cancellationToken)));
        }
    }

    private async Task<NightCorrection> CorrectionAsync(FeedFile file, CancellationToken cancellationToken) => new(
        run.Feed,
        await TableShape.OfAsync(warehouse.Audit, run.Feed.Name, file, cancellationToken),
        run.Night,
        run.Accepted,
        warehouse.Silver,
        options.Archive,
        options.WorkFolder);
}
