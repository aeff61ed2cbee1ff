using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Approves exactly one file that a guard has stopped, for one run, and records who approved it and why (H24).</summary>
public sealed class ApproveDelivery(FeedFolder feeds, IWarehouse warehouse, TimeProvider clock)
{
    private const int DigestLength = 64;

    /// <summary>Approves the file.</summary>
    /// <exception cref="RefusedException">No guard has stopped this file, it is approved already, or the request is incomplete.</exception>
    public async Task<Approval> RunAsync(ApproveDeliveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var feed = feeds.Read(request.Feed);
        var approval = Approve(feed, request);
        RequireBlocked(feed, approval, await warehouse.Guards.BlockedAsync(feed.Name, approval.Night, cancellationToken));
        RequireUnused(
            approval,
            await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken),
            await warehouse.Guards.ApprovalsAsync(feed.Name, approval.Night, cancellationToken));
        await warehouse.Guards.ApproveAsync(approval, cancellationToken);
        return approval;
    }

    private Approval Approve(FeedDefinition feed, ApproveDeliveryRequest request)
    {
        var (night, digest, reason) = (request.Night, request.Sha256.ToLowerInvariant(), request.Reason.Trim());
        if (feed.Datasets.FirstOrDefault(top => top.WithLists.Any(part => part.Name == request.Dataset)) is not { } dataset)
        {
            throw Refused(feed.Name, night, $"Feed '{feed.Name}' has no dataset '{request.Dataset}'; it has {string.Join(", ", feed.AllDatasets.Select(one => one.Name))}.");
        }

        if (digest.Length != DigestLength || !digest.All(char.IsAsciiHexDigit))
        {
            throw Refused(feed.Name, night, $"'{digest}' is not a SHA-256 digest: that has {DigestLength} hexadecimal digits.");
        }

        if (reason.Length == 0)
        {
            throw Refused(feed.Name, night, "The reason is blank; whoever looks at this night in a year has nothing else to go by.");
        }

        var now = clock.GetUtcNow();
        return new Approval
        {
            Id = Guid.CreateVersion7(now),
            Feed = feed.Name,
            Dataset = dataset.Name,
            Night = night,
            Sha256 = digest,
            Reason = reason,
            ApprovedBy = request.ApprovedBy,
            ApprovedAt = now,
        };
    }

    private static void RequireBlocked(FeedDefinition feed, Approval asked, IReadOnlyList<BlockedDelivery> blocked)
    {
        var parts = feed.Datasets.First(dataset => dataset.Name == asked.Dataset).WithLists.Select(part => part.Name).ToHashSet();
        var ofFile = blocked.Where(delivery => parts.Contains(delivery.Dataset)).ToList();
        if (ofFile.Any(delivery => delivery.Sha256 == asked.Sha256))
        {
            return;
        }

        var known = ofFile.Select(delivery => delivery.Sha256).Distinct().ToList();
        throw Refused(feed.Name, asked.Night, known.Count == 0
            ? $"No guard has stopped a file of '{asked.Dataset}' for night {Night.NameOf(asked.Night)}; there is nothing to approve."
            : $"No guard has stopped the file {asked.Sha256} of '{asked.Dataset}' for night {Night.NameOf(asked.Night)}; it has stopped {string.Join(" and ", known)}.");
    }

    private static void RequireUnused(Approval asked, IReadOnlyList<AcceptedNight> accepted, IReadOnlyList<Approval> approvals)
    {
        var same = approvals.LastOrDefault(approval => approval.Dataset == asked.Dataset && approval.Sha256 == asked.Sha256);
        var file = $"file {asked.Sha256[..12]} of '{asked.Dataset}' for night {Night.NameOf(asked.Night)}";
        if (accepted.Any(night => night.Dataset == asked.Dataset && night.Night.Date == asked.Night && night.Sha256 == asked.Sha256))
        {
            throw Refused(asked.Feed, asked.Night, same is null
                ? $"The {file} is accepted already."
                : $"The approval of {file} is used up: it was given {Given(same)}, and the night was accepted with it.");
        }

        if (same is { UsedFor.Count: 0 })
        {
            throw Refused(asked.Feed, asked.Night, $"The {file} is approved already: {Given(same)}; the next run takes it.");
        }
    }

    private static string Given(Approval approval) => string.Create(
        CultureInfo.InvariantCulture, $"by {approval.ApprovedBy} at {approval.ApprovedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC (\"{approval.Reason}\")");

    private static RefusedException Refused(string feed, DateOnly night, string what) => new(new Fault
    {
        What = what,
        Why = "An approval passes exactly one file once, so it must name one that a guard has stopped and that is not approved yet.",
        Untouched = "Nothing was approved, and the warehouse is unchanged.",
        Next = [NextStep.Run("Run the night to see what stops it, with the whole command to approve it", "run", feed, "--night", Night.NameOf(night))],
    });
}

/// <summary>Which file is approved, by whom and why.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Night">The night that was stopped.</param>
/// <param name="Dataset">The dataset that was stopped, or one of its lists.</param>
/// <param name="Sha256">The digest of the file: 64 hexadecimal digits.</param>
/// <param name="Reason">Why the file is right.</param>
/// <param name="ApprovedBy">Who approves it.</param>
public sealed record ApproveDeliveryRequest(string Feed, DateOnly Night, string Dataset, string Sha256, string Reason, string ApprovedBy);
