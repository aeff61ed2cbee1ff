using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Erasure;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Operations;

/// <summary>Erases one record's values everywhere, where the law requires it; its hashes and a log entry stay.</summary>
public sealed class ForgetRecord(
    FeedFolder feeds, IWarehouse warehouse, Archive archive, NightOptions options, PublishGold publication, LogFiles logs, TimeProvider clock)
{
    private const string Act = "Erasing a record";

    private readonly FeedErasure _erasure = new(warehouse, archive, options.WorkFolder, clock);

    /// <summary>Finds what there is of the record. Nothing is written.</summary>
    /// <exception cref="RefusedException">The request is incomplete, or a rebuild is unfinished.</exception>
    public async Task<ErasurePlan> PlanAsync(ForgetRecordRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (feed, dataset) = feeds.Read(request.Dataset);
        RequireReason(request);
        if (!KeyReader.TryHash(dataset, request.Key, out var hash, out var problem))
        {
            throw NotAKey(request, dataset, problem);
        }

        await warehouse.Schema.ReadyAsync(cancellationToken);
        await RebuildGate.RequireAsync(warehouse, feed, Act, cancellationToken);
        return await _erasure.PlanAsync(feed, new ErasureTarget(dataset.Name, hash, request.Key), cancellationToken);
    }

    /// <summary>Erases what was found, and publishes gold without it. Where it is stopped, the same request continues it.</summary>
    /// <exception cref="RefusedException">There is nothing of the record, or gold could not be published.</exception>
    /// <exception cref="FeedIsLeasedException">A run is at work.</exception>
    public async Task<ForgetRecordResult> RunAsync(
        ForgetRecordRequest request, ErasurePlan plan, INightProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plan);
        RequireSomething(request, plan);
        var (feed, _) = feeds.Read(request.Dataset);
        var (erasureId, texts) = await EraseAsync(feed, request, plan, cancellationToken);
        texts += logs.Erase(plan.Target);
        await PublishAsync(request, progress, cancellationToken);
        await _erasure.FinishAsync(erasureId, plan, texts, cancellationToken);
        return new ForgetRecordResult(erasureId, texts, await LastRebuildAsync(request.Dataset, cancellationToken));
    }

    // Under the lease, which publishing takes again.
    private async Task<(Guid ErasureId, long Texts)> EraseAsync(
        FeedDefinition feed, ForgetRecordRequest request, ErasurePlan plan, CancellationToken cancellationToken)
    {
        await using var lease = await FeedLease.TakeAsync(warehouse, feed.Name, cancellationToken);
        await RebuildGate.RequireAsync(warehouse, feed, Act, cancellationToken); // one may have begun since it was planned
        return await _erasure.RunAsync(feed, plan, request.Reason, request.ErasedBy, cancellationToken);
    }

    // Twice, so that the generation before, to which a rollback returns, does not contain the values either.
    private async Task PublishAsync(ForgetRecordRequest request, INightProgress progress, CancellationToken cancellationToken)
    {
        for (var generation = 0; generation < 2; generation++)
        {
            try
            {
                var report = await publication.RunAsync(request.Dataset.Feed, progress, cancellationToken);
                if (report.Gold.Fault is { } fault)
                {
                    throw NotPublished(request, fault);
                }
            }
            catch (NothingToPublishException)
            {
                break; // a feed without gold
            }
        }

        await warehouse.Gold.ForgetBeforeAsync(cancellationToken);
    }

    private async Task<DateTimeOffset?> LastRebuildAsync(DatasetName dataset, CancellationToken cancellationToken) =>
        (await warehouse.Silver.SupersededAsync(dataset.Feed, cancellationToken))
            .Where(night => night.Dataset == dataset.Dataset && night.State is SupersededState.Rebuilt)
            .MaxBy(night => night.SupersededAt)?.SupersededAt;

    private static void RequireReason(ForgetRecordRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            throw new RefusedException(new Fault
            {
                What = $"No reason is given for erasing a record of {request.Dataset}.",
                Why = "An erasure is the one exception to the promise that nothing is lost: who asked for it and why is kept for ever.",
                Untouched = "Nothing was read or written.",
                Next = [NextStep.Run("Give it", "forget", $"{request.Dataset}", "KEY", "--reason", "request 4711")],
            });
        }
    }

    private static void RequireSomething(ForgetRecordRequest request, ErasurePlan plan)
    {
        if (plan.IsEmpty)
        {
            throw new RefusedException(
                new Fault
                {
                    What = $"Neither the warehouse nor the archive has a record of {request.Dataset} with this key.",
                    Why = "A key is compared exactly, letter case and blanks included, unless the feed file normalises it.",
                    Untouched = "Nothing was written.",
                    Next = [NextStep.Run("See how a key is written", "explain", $"{request.Dataset}", "KEY")],
                },
                ExitCode.Failed);
        }
    }

    private static RefusedException NotAKey(ForgetRecordRequest request, DatasetDefinition dataset, string? problem) => new(new Fault
    {
        What = $"This is not a key of {request.Dataset}. {problem}",
        Why = "A record is found by its whole key, and another one's values must not be erased.",
        Untouched = "Nothing was read or written.",
        Next = [NextStep.Run("Write it like this", "forget", [$"{request.Dataset}", .. dataset.Key.Select(column => column.ToUpperInvariant()), "--reason", "TEXT"])],
    });

    private static RefusedException NotPublished(ForgetRecordRequest request, PipelineException fault) => new(
        new Fault
        {
            What = $"The record is erased from bronze, silver, quarantine and the archive, but gold could not be published: {fault.Summary}",
            Why = "Until it is, published tables may contain values that were computed from the record.",
            Untouched = "What was erased stays erased; ops.erasures notes that this erasure is not finished.",
            Next = [request.Step("Fix the model or check, then run the same command again")],
        },
        ExitCode.Failed,
        fault);
}

/// <summary>Which record is erased, by whom and why.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Key">The record's key: one text for each key column, in the order of the feed file.</param>
/// <param name="Reason">Why; never the person's name.</param>
/// <param name="ErasedBy">Who erases it.</param>
public sealed record ForgetRecordRequest(DatasetName Dataset, IReadOnlyList<string> Key, string Reason, string ErasedBy)
{
    /// <summary>The command that erases it without asking.</summary>
    public NextStep Step(string advice) => NextStep.Run(advice, "forget", [$"{Dataset}", .. Key, "--reason", Reason, "--yes"]);
}

/// <summary>What was erased.</summary>
/// <param name="ErasureId">The erasure's name in <c>ops.erasures</c>.</param>
/// <param name="Texts">How many messages, unreadable rows and lines of log files contained the key.</param>
/// <param name="LastRebuild">When history was last rebuilt, in UTC: superseded versions from before may have other keys and were not searched. Null where it never was.</param>
public sealed record ForgetRecordResult(Guid ErasureId, long Texts, DateTimeOffset? LastRebuild);
