using Pipeline.Core.Comparing;
using Pipeline.Core.Comparing.Guards;
using Pipeline.Core.Deliveries;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Migration;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights;

/// <summary>The steps of one run from a delivery to versions: compare, guard, land, merge.</summary>
internal sealed class NightHistory(
    RunContext run, IWarehouse warehouse, NightDeliveries deliveries, NightOptions options, NightJournal journal)
{
    private readonly List<DatasetPlan> _plans = [];
    private readonly NightGuards _guards = new(run, warehouse);
    private readonly Dictionary<string, Guid?> _approvals = []; // by dataset

    /// <summary>What stands behind the counts of the datasets that were compared; only where the night is tried.</summary>
    public IReadOnlyList<DatasetPlan> Plans => _plans;

    /// <exception cref="GuardException">Its instant is not where it stands among the nights.</exception>
    public async Task RequireOrderAsync(FeedFile file, CancellationToken cancellationToken) =>
        DeliveryGuards.NightMayCome(run.Feed.Name, file.Name, run.Night, await AcceptedAsync(file.Root, cancellationToken));

    /// <summary>Makes derived columns anew where the feed file has changed how they are made.</summary>
    public async Task RefreshDerivedAsync(CancellationToken cancellationToken)
    {
        var refresh = new DerivedRefresh(warehouse, run.Feed);
        foreach (var dataset in await refresh.NeededAsync(cancellationToken))
        {
            await journal.StepAsync(
                "derive", dataset.Name, () => refresh.RunAsync(dataset, run.RunStamp(), cancellationToken), versions => (null, versions));
        }
    }

    /// <summary>What of a delivery stands already: the same file again, read with the same definition, changes nothing (H17).</summary>
    /// <remarks>A run that was killed between two datasets of one file goes on with the rest. Another file replaces the accepted one.</remarks>
    public async Task<IReadOnlyList<DatasetOutcome>> AlreadyAcceptedAsync(
        FeedFile file, Delivery delivery, CancellationToken cancellationToken)
    {
        var outcomes = new List<DatasetOutcome>();
        foreach (var part in file.Datasets)
        {
            var accepted = await AcceptedAsync(part, cancellationToken);
            if (accepted.FirstOrDefault(IsTonight) is { } standing
                && standing.Sha256 == delivery.Sha256
                && standing.DefinitionDigest == DefinitionText.Digest(part))
            {
                outcomes.Add(new DatasetOutcome(part.Name, DatasetState.AlreadyAccepted, standing, null));
            }
        }

        return outcomes;
    }

    /// <summary>Reads the delivery and compares it with what is open. Nothing is written yet.</summary>
    /// <exception cref="UnusableDeliveryException">The file as a whole can't be accepted.</exception>
    /// <exception cref="GuardException">Accepting it would harm history.</exception>
    public Task<ComparedNight> CompareAsync(
        FeedFile file, Delivery delivery, IReadOnlyList<DatasetOutcome> standing, CancellationToken cancellationToken) =>
        journal.StepAsync(
            "compare",
            file.Name,
            async () =>
            {
                try
                {
                    return await CompareAndGuardAsync(file, delivery, standing, cancellationToken);
                }
                catch (UnusableDeliveryException fault)
                {
                    deliveries.Reject(delivery, fault.Message);
                    throw fault.For(run.Feed.Name, run.Night.Name);
                }
                catch (GuardException fault)
                {
                    deliveries.Reject(delivery, fault.Message);
                    throw;
                }
            },
            changes => (null, changes.Datasets.Sum(part => part.Tally.Records)));

    /// <summary>Lands what changed in bronze and what was rejected in quarantine.</summary>
    public Task LandAsync(DatasetChanges changes, Delivery delivery, CancellationToken cancellationToken) =>
        journal.StepAsync<object?>("land", changes.Dataset.Name, async () =>
        {
            var arrival = run.Arrival(changes.Dataset, delivery);
            await warehouse.Ledger.AddDeliveryAsync(arrival, changes.Shape.UnknownFields, cancellationToken);
            var before = (await AcceptedAsync(changes.Dataset, cancellationToken)).LastOrDefault(night => night.Night.Date < run.Night.Date);
            var missing = before is null ? [] : changes.Shape.MissingColumns.Except(before.MissingColumns).ToList();
            await warehouse.Ledger.AddSchemaChangesAsync(arrival, "missing field", missing, cancellationToken);
            foreach (var column in changes.Dataset.Columns.Where(column => column.Was.Count > 0))
            {
                await warehouse.Ledger.AddSchemaChangesAsync(arrival, $"renamed from {column.Was[^1]}", [column.Name], cancellationToken);
            }

            await warehouse.LandAsync(arrival, changes, cancellationToken);
            return null;
        });

    /// <summary>Folds the changes into silver and accepts the night.</summary>
    public async Task<DatasetOutcome> MergeAsync(
        ComparedNight night, DatasetChanges changes, Delivery delivery, CancellationToken cancellationToken)
    {
        if (night.CorrectionOf(changes.Dataset.Name) is { } rewrite)
        {
            await journal.StepAsync<object?>(
                "merge",
                changes.Dataset.Name,
                async () =>
                {
                    await warehouse.CorrectAsync(run.RunStamp() with { ApprovalId = _approvals.GetValueOrDefault(changes.Dataset.Name) }, rewrite, cancellationToken);
                    return null;
                },
                _ => (null, rewrite.TakenBack + rewrite.Written));
            return new DatasetOutcome(changes.Dataset.Name, DatasetState.Accepted, rewrite.Accepted, null) { Rewritten = CorrectedHistory.Of(rewrite) };
        }

        var merged = await journal.StepAsync(
            "merge",
            changes.Dataset.Name,
            () => warehouse.MergeAsync(run.Arrival(changes.Dataset, delivery, _approvals.GetValueOrDefault(changes.Dataset.Name)), changes, cancellationToken),
            merged => (null, merged.Tally.New + merged.Tally.Changed + merged.Tally.Refreshed + merged.Tally.Gone));
        return new DatasetOutcome(changes.Dataset.Name, DatasetState.Accepted, merged, null);
    }

    /// <summary>The datasets of a file that a fault kept from being accepted.</summary>
    public IEnumerable<DatasetOutcome> NotAccepted(FeedFile file, IReadOnlyList<DatasetOutcome> outcomes, Exception fault)
    {
        var reason = fault as PipelineException ?? new UnexpectedFaultException(run.Feed.Name, file.Name, run.Night, fault);
        return [.. file.Datasets
            .Where(part => outcomes.All(outcome => outcome.Dataset != part.Name))
            .Select(part => new DatasetOutcome(part.Name, DatasetState.NotAccepted, null, reason))];
    }

    /// <summary>The outcomes of a file's datasets, parents before children; each is told to the journal.</summary>
    public IReadOnlyList<DatasetOutcome> InOrder(FeedFile file, IReadOnlyList<DatasetOutcome> outcomes)
    {
        var ordered = file.Datasets.Select(part => outcomes.First(outcome => outcome.Dataset == part.Name)).ToList();
        ordered.ForEach(journal.DatasetEnded);
        return ordered;
    }

    /// <summary>Most nights some table is quiet; when every file of a source is the same, probably nobody has published (H21).</summary>
    public async Task WarnOfSameFilesAsync(IReadOnlyList<DatasetOutcome> outcomes, CancellationToken cancellationToken)
    {
        var before = await warehouse.Ledger.DigestsBeforeAsync(run.Feed.Name, run.Night, cancellationToken);
        foreach (var source in run.Feed.Datasets.GroupBy(dataset => dataset.Source))
        {
            if (source.All(dataset => outcomes.Any(outcome =>
                outcome.Dataset == dataset.Name
                && outcome.Accepted is { } accepted
                && before.TryGetValue(dataset.Name, out var digest)
                && digest == accepted.Sha256)))
            {
                journal.Warn($"Every file of source '{source.Key}' is the same as the night before: was the dump published?");
            }
        }
    }

    /// <summary>Whether every dataset of the feed has accepted this night, by this run or an earlier one.</summary>
    public async Task<bool> IsAcceptedAsync(CancellationToken cancellationToken)
    {
        var accepted = await warehouse.AcceptedAsync(run.Feed.Name, cancellationToken);
        return run.Feed.AllDatasets.All(dataset => accepted.Any(night => night.Dataset == dataset.Name && IsTonight(night)));
    }

    private async Task<ComparedNight> CompareAndGuardAsync(
        FeedFile file, Delivery delivery, IReadOnlyList<DatasetOutcome> standing, CancellationToken cancellationToken)
    {
        var accepted = await warehouse.AcceptedAsync(run.Feed.Name, cancellationToken);
        var open = file.Datasets.Where(part => standing.All(outcome => outcome.Dataset != part.Name)).Select(part => part.Name).ToHashSet();
        var isNewest = !accepted.Any(night => open.Contains(night.Dataset) && night.Night.Date >= run.Night.Date);
        var placement = isNewest
            ? null
            : new NightCorrection(
                run.Feed, await TableShape.OfAsync(warehouse.Audit, run.Feed.Name, file, cancellationToken), run.Night, accepted, warehouse, options.Archive, options.WorkFolder);
        DeliveryChanges? changes = null;
        try
        {
            changes = placement is null
                ? await new DeliveryComparer(warehouse, options.WorkFolder).CompareAsync(
                    file, () => deliveries.Open(delivery), delivery.File, cancellationToken)
                : await placement.CompareAsync(delivery, cancellationToken);
            foreach (var part in run.Request.IsPlan ? changes.Datasets : [])
            {
                var explainer = new ChangeExplainer(warehouse, run.Night.Instant);
                _plans.Add(new DatasetPlan(part.Dataset.Name, part.Tally, await explainer.ExplainAsync(part, withColumns: true, cancellationToken)));
            }

            var approval = await _guards.RequireAsync(
                file, delivery, [.. changes.Datasets.Where(part => open.Contains(part.Dataset.Name))], accepted, cancellationToken);
            foreach (var part in changes.Datasets)
            {
                _approvals[part.Dataset.Name] = approval;
            }

            var rewrites = placement is null ? [] : await placement.PlanAsync(delivery, changes, run.RunId, cancellationToken);
            return new ComparedNight(changes, placement, rewrites);
        }
        catch
        {
            changes?.Dispose();
            placement?.Dispose();
            throw;
        }
    }

    private async Task<IReadOnlyList<AcceptedNight>> AcceptedAsync(DatasetDefinition dataset, CancellationToken cancellationToken) =>
        [.. (await warehouse.AcceptedAsync(run.Feed.Name, cancellationToken)).Where(night => night.Dataset == dataset.Name)];

    private bool IsTonight(AcceptedNight night) => night.Night.Date == run.Night.Date;
}
