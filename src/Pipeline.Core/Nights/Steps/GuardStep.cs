using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Comparing.Guards;

/// <summary>Holds a compared delivery against its guards, and lets through what somebody has approved (H23, H24).</summary>
internal sealed class NightGuards(RunContext run, IWarehouse warehouse)
{
    /// <param name="file">The file. A guard on one of its lists stops the whole file: a list follows its parent.</param>
    /// <param name="delivery">The file.</param>
    /// <param name="parts">What it means for each dataset that has not accepted it yet; nothing of it is written.</param>
    /// <param name="accepted">Every night that the feed has accepted.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The approval that the file needs to be accepted; null where no guard stops it.</returns>
    /// <exception cref="GuardException">A guard stops it, and nobody has approved it.</exception>
    /// <exception cref="ReconciliationException">A full dataset's table is not as its last night left it (H34).</exception>
    public async Task<Guid?> RequireAsync(
        FeedFile file,
        Delivery delivery,
        List<DatasetChanges> parts,
        IReadOnlyList<AcceptedNight> accepted,
        CancellationToken cancellationToken)
    {
        var findings = new List<GuardFinding>();
        foreach (var part in parts)
        {
            var nights = accepted.Where(night => night.Dataset == part.Dataset.Name && night.Night.Date < run.Night.Date).OrderBy(night => night.Night.Date).ToList();
            DeliveryGuards.TableIsWhole(run.Feed.Name, part, nights.LastOrDefault());
            if (run.Request.Rebuilt is null && !findings.Any(finding => finding.Guard == "empty")) // no record, no children: said once is enough; what is told again was let through when it came
            {
                findings.AddRange(DeliveryGuards.Examine(run.Night, delivery, part, nights));
            }
        }

        var stopped = findings.Where(finding => finding.Outcome is GuardOutcome.Stopped).ToList();
        var approval = stopped.Count == 0 ? null : await ApprovalAsync(file, delivery, parts, cancellationToken);
        if (findings.Count > 0)
        {
            await warehouse.Guards.AddAsync(run, delivery.Sha256, [.. findings.Select(finding => Noted(finding, approval))], cancellationToken);
        }

        return stopped.Count == 0 || approval is not null ? approval?.Id : throw GuardException.Stopped(
            run.Feed.Name, run.Night, file, delivery, stopped, await ExplainAsync(parts, stopped, cancellationToken));
    }

    private static GuardFinding Noted(GuardFinding finding, Approval? approval) =>
        approval is not null && finding.Outcome is GuardOutcome.Stopped ? finding with { Outcome = GuardOutcome.Approved } : finding;

    private async Task<Approval?> ApprovalAsync(
        FeedFile file, Delivery delivery, List<DatasetChanges> parts, CancellationToken cancellationToken)
    {
        var approvals = await warehouse.Guards.ApprovalsAsync(run.Feed.Name, run.Night.Date, cancellationToken);
        return approvals.LastOrDefault(approval => approval.Dataset == file.Name && approval.Sha256 == delivery.Sha256
            && !parts.Exists(part => approval.UsedFor.Contains(part.Dataset.Name)));
    }

    private async Task<IReadOnlyList<ChangeExplanation>> ExplainAsync(
        List<DatasetChanges> parts, List<GuardFinding> stopped, CancellationToken cancellationToken)
    {
        var explainer = new ChangeExplainer(warehouse, run.Night.Instant);
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
