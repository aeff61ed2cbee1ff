using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Operations;

/// <summary>Proves silver: replays accepted files with independent code and compares.</summary>
public sealed class VerifyFeed(FeedFolder feeds, IWarehouse warehouse, Archive archive, TimeProvider clock)
{
    /// <summary>Verifies a part of the keys, or all.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="parts">Into how many parts the keys are divided, of which one is verified, another each day; null for every key.</param>
    /// <param name="cancellationToken">Stops the call; nothing is written then.</param>
    /// <exception cref="RefusedException">No night of the feed was ever accepted.</exception>
    public async Task<VerifyFeedResult> RunAsync(string feed, int? parts, CancellationToken cancellationToken)
    {
        var definition = feeds.Read(feed);
        if ((await warehouse.Silver.AcceptedAsync(feed, cancellationToken)).Count == 0)
        {
            throw new RefusedException(new Fault
            {
                What = $"No night of feed '{feed}' was ever accepted into {warehouse.Name}.",
                Why = "Without one there is no history to verify.",
                Untouched = "Nothing was read or written.",
                Next = [NextStep.Run("Run a night of it", "run", feed)],
            });
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var share = parts is { } count ? KeyShare.On(today, count) : KeyShare.All;
        return new VerifyFeedResult(await new FeedVerification(warehouse, archive, clock).RunAsync(definition, share, cancellationToken));
    }
}

/// <summary>What verifying found.</summary>
/// <param name="Report">The report.</param>
public sealed record VerifyFeedResult(VerificationReport Report)
{
    /// <summary>What is wrong; null where silver is what the accepted files say.</summary>
    public Fault? Fault => Report.Deviations == 0 ? null : new Fault
    {
        What = FormattableString.Invariant(
            $"Silver of feed '{Report.Feed}' differs from its accepted files: {Report.Deviations} deviation(s) of {Report.Findings.Count} kind(s)."),
        Why = "History must be exact: either somebody changed a table or a file by hand, or this is an error of the pipeline.",
        Untouched = "Verifying changed nothing; the result is in ops.verifications.",
        Next = [NextStep.Run("Compare one of the records with the line that delivered it", "explain", $"{Report.Feed}.{Report.Findings[0].Dataset}", "KEY")],
    };
}
