using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Migration;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Operations;

/// <summary>Compares a changed feed file with the definition that its tables were built with. Reads only.</summary>
public sealed class PlanMigration(FeedFolder feeds, IWarehouse warehouse, Archive archive, NightOptions options, TimeProvider clock)
{
    /// <summary>Finds every difference, and what it means for history.</summary>
    /// <exception cref="RefusedException">A reason is missing, or given for nothing.</exception>
    public async Task<MigrationReview> RunAsync(MigrateFeedRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var feed = feeds.Read(request.Feed);
        var plan = await new FeedMigration(warehouse, clock).PlanAsync(feed, cancellationToken);
        RequireReason(request, plan);
        var rebuild = new FeedRebuild(warehouse, archive, options.WorkFolder);
        var files = await rebuild.PlanAsync(feed, plan.ToRebuild(request.AcceptsNewVersions || !request.Rebuilds), cancellationToken);
        var canBeMade = plan.CanBeMade(request.AcceptsNewVersions, request.Rebuilds);
        return new MigrationReview(feed, plan, files)
        {
            NeedsRebuild = request.Rebuilds && files.Files.Count > 0,
            Refusal = canBeMade ? null
                : plan.Refused.Any() ? Refused(plan, await NightsAsync(feed, cancellationToken))
                : plan.WithRebuild.Any() ? NeedsARebuild(plan, files)
                : NeedsAcceptance(plan),
        };
    }

    private async Task<string> NightsAsync(FeedDefinition feed, CancellationToken cancellationToken)
    {
        var nights = (await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken)).Select(night => night.Night.Date).Order().ToList();
        return nights.Count == 0 ? "FIRST..LAST" : $"{new NightRange(nights[0], nights[^1])}";
    }

    private Fault Refused(FeedMigrationPlan plan, string nights) => new()
    {
        What = FormattableString.Invariant($"The feed file of '{plan.Feed}' asks for {plan.Refused.Count()} change(s) that no migration makes: {Names(plan.Refused)}."),
        Why = "They concern what the table is and where it is, which is decided when it is made.",
        Untouched = "Nothing was changed, neither what is refused nor what is safe.",
        Next =
        [
            new NextStep("Restore the definition, or load the new one as a dataset with another name"),
            NextStep.Run(
                "Or build another warehouse with it from the archive",
                "run", plan.Feed, "--backfill", nights, "--warehouse", "sqlite:other", "--archive", archive.Root),
        ],
    };

    private static Fault NeedsARebuild(FeedMigrationPlan plan, RebuildPlan files) => new()
    {
        What = FormattableString.Invariant($"The feed file of '{plan.Feed}' asks for {plan.WithRebuild.Count()} change(s) that would rewrite stored versions: {Names(plan.WithRebuild)}."),
        Why = "They were exact when they were written, and stored versions are never changed in place.",
        Untouched = "Nothing was changed, neither this nor what is safe.",
        Next =
        [
            new NextStep("Restore the definition"),
            RebuildCommand(
                FormattableString.Invariant($"Or rebuild the history from the archive ({files.Nights.Count} night(s)); the former versions are kept as superseded"), plan.Feed),
        ],
    };

    private static Fault NeedsAcceptance(FeedMigrationPlan plan) => new()
    {
        What = $"The feed file of '{plan.Feed}' asks for changes by which records get new versions although they did not change: {Names(plan.WithNewVersions)}.",
        Why = "At the next night history would show changes that no delivery caused, so that is done only where somebody accepts it.",
        Untouched = "Nothing was changed, neither this nor what is safe.",
        Next =
        [
            new NextStep("Restore the definition"),
            NextStep.Run("Or accept it", "migrate", plan.Feed, "--accept-new-versions"),
        ],
    };

    private static void RequireReason(MigrateFeedRequest request, FeedMigrationPlan plan)
    {
        if (request is { Rebuilds: false, Reason: not null })
        {
            throw new RefusedException(new Fault
            {
                What = "--reason is given without --rebuild.",
                Why = "It says why history is rebuilt, and no other migration asks for it.",
                Untouched = "Nothing was written.",
                Next = [RebuildCommand("Leave it out, or write", plan.Feed)],
            });
        }

        if (request is { Rebuilds: true, IsDryRun: false } && string.IsNullOrEmpty(request.Reason) && plan.ToRebuild(request.AcceptsNewVersions).Count > 0)
        {
            throw new RefusedException(new Fault
            {
                What = "--reason is missing.",
                Why = "Whoever finds history rebuilt must be able to read why.",
                Untouched = "Nothing was written.",
                Next = [RebuildCommand("Add it", plan.Feed)],
            });
        }
    }

    private static NextStep RebuildCommand(string advice, string feed) => NextStep.Run(advice, "migrate", feed, "--rebuild", "--reason", "TEXT");

    private static string Names(IEnumerable<FeedChange> changes) => string.Join(", ", changes.Select(change => change.Name).Distinct());
}

/// <summary>How far a migration of a feed may go.</summary>
/// <param name="Feed">The feed's name.</param>
public sealed record MigrateFeedRequest(string Feed)
{
    /// <summary>Whether it is only shown.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether new versions that no delivery caused are accepted.</summary>
    public bool AcceptsNewVersions { get; init; }

    /// <summary>Whether history is rebuilt where it can't be changed in place.</summary>
    public bool Rebuilds { get; init; }

    /// <summary>Why it is rebuilt; null where nothing is superseded.</summary>
    public string? Reason { get; init; }

    /// <summary>Who decided it.</summary>
    public string DecidedBy { get; init; } = "";
}

/// <summary>What a changed feed file means for history.</summary>
/// <param name="Feed">The feed as it is declared now.</param>
/// <param name="Plan">Every difference.</param>
/// <param name="Files">The files that a rebuild replays.</param>
public sealed record MigrationReview(FeedDefinition Feed, FeedMigrationPlan Plan, RebuildPlan Files)
{
    /// <summary>Why the migration can't be carried out as it was asked for; null where it can.</summary>
    public Fault? Refusal { get; init; }

    /// <summary>Whether files are replayed.</summary>
    public bool NeedsRebuild { get; init; }
}
