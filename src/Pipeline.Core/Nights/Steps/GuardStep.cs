using Pipeline.Core.Comparing;
using Pipeline.Core.Comparing.Guards;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Stops a delivery that would harm history, unless somebody has approved it (H23, H24).</summary>
internal sealed class GuardStep(RunContext run, IWarehouse warehouse)
{
    /// <summary>Asked before anything is received.</summary>
    /// <exception cref="GuardException">The night's instant is not between those of its neighbours.</exception>
    public void RequireOrder(FeedFile file) =>
        DeliveryGuards.NightMayCome(run.Feed.Name, file.Name, run.Night, run.Accepted.Of(file.Name));

    /// <summary>Asked when a delivery has been compared and nothing of it is written yet. A guard on one list stops the whole file: a list follows its parent.</summary>
    /// <param name="compared">The delivery and its changes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The approval that the delivery needs to be accepted; null where no guard stops it.</returns>
    /// <exception cref="GuardException">A guard stops it, and nobody has approved it.</exception>
    /// <exception cref="ReconciliationException">A full dataset's table is not as its last night left it (H34).</exception>
    public async Task<Guid?> RequireAsync(ComparedFile compared, CancellationToken cancellationToken)
    {
        var findings = Examine(compared);
        var stopped = findings.Where(finding => finding.Outcome is GuardOutcome.Stopped).ToList();
        var approval = stopped.Count == 0 ? null : await ApprovalAsync(compared, cancellationToken);
        if (findings.Count > 0)
        {
            var noted = findings.Select(finding => Noted(finding, approval)).ToList();
            await warehouse.Guards.AddAsync(run.RunStamp(), run.Night.Date, compared.Delivery.Sha256, noted, cancellationToken);
        }

        return stopped.Count == 0 || approval is not null ? approval?.Id : throw GuardException.Stopped(
            run.Feed.Name, run.Night, compared.File, compared.Delivery.Delivery, stopped, await ExplainAsync(compared.Open, stopped, cancellationToken));
    }

    private List<GuardFinding> Examine(ComparedFile compared)
    {
        var findings = new List<GuardFinding>();
        foreach (var part in compared.Open)
        {
            var before = run.Accepted.Before(run.Night.Date, part.Dataset.Name);
            DeliveryGuards.TableIsWhole(run.Feed.Name, part, before.Count == 0 ? null : before[^1]);

            // The files of a rebuild passed their guards when they were accepted. An empty file has no children either: one finding is enough.
            if (run.Mode.RebuiltFiles is null && !findings.Exists(finding => finding.Guard == "empty"))
            {
                findings.AddRange(DeliveryGuards.Examine(run.Night, compared.Delivery.Delivery, part, before));
            }
        }

        return findings;
    }

    private static GuardFinding Noted(GuardFinding finding, Approval? approval) =>
        approval is not null && finding.Outcome is GuardOutcome.Stopped ? finding with { Outcome = GuardOutcome.Approved } : finding;

    private async Task<Approval?> ApprovalAsync(ComparedFile compared, CancellationToken cancellationToken)
    {
        var approvals = await warehouse.Guards.ApprovalsAsync(run.Feed.Name, run.Night.Date, cancellationToken);
        return approvals.LastOrDefault(approval => approval.Dataset == compared.File.Name && approval.Sha256 == compared.Delivery.Sha256
            && !compared.Open.Any(part => approval.UsedFor.Contains(part.Dataset.Name)));
    }

    private async Task<IReadOnlyList<ChangeExplanation>> ExplainAsync(
        IReadOnlyList<DatasetChanges> parts, List<GuardFinding> stopped, CancellationToken cancellationToken)
    {
        var explainer = new ChangeExplainer(warehouse.Silver, run.Night.Instant);
        var explanations = new List<ChangeExplanation>();
        foreach (var part in parts.Where(part => stopped.Exists(finding => finding.Dataset == part.Dataset.Name && IsAboutRows(finding))))
        {
            var isMassChange = stopped.Exists(finding => finding.Dataset == part.Dataset.Name && finding.Guard == "max_changed");
            explanations.Add(await explainer.ExplainAsync(part, isMassChange, cancellationToken));
        }

        return explanations;
    }

    private static bool IsAboutRows(GuardFinding finding) =>
        finding.Guard.StartsWith("max_", StringComparison.Ordinal) || finding.Guard.EndsWith("_band", StringComparison.Ordinal);
}
