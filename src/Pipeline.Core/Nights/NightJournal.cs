using System.Globalization;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Faults;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights;

/// <summary>Reports what a run does, to the ledger, to the log and to whoever watches, and puts the night's report together.</summary>
internal sealed class NightJournal(RunContext run, ILedger ledger, INightProgress progress, TimeProvider clock, ILogger logger)
{
    private readonly long _startedAt = clock.GetTimestamp();
    private readonly List<string> _warnings = [];
    private readonly List<DatasetPlan> _plans = [];
    private int _sequence;

    /// <summary>Notes that the run begins.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await ledger.BeginRunAsync(Record(NightState.Running, null, null), cancellationToken);
        logger.RunBegan(run.Feed.Name, run.Night.Name, run.RunId);
    }

    /// <summary>Notes how the run ended, and puts together what it did.</summary>
    /// <param name="datasets">How each dataset ended.</param>
    /// <param name="gold">How gold ended.</param>
    /// <param name="isAccepted">Whether every dataset has accepted the night, by this run or an earlier one.</param>
    public async Task<NightReport> ReportAsync(IReadOnlyList<DatasetOutcome> datasets, GoldOutcome gold, bool isAccepted)
    {
        var report = Report(datasets, gold);
        var faults = report.Faults.Select(fault => fault.Message).ToList();
        await EndAsync(
            isAccepted && gold.Fault is null ? NightState.Accepted : NightState.Incomplete,
            faults.Count == 0 ? null : string.Join("\n\n", faults));
        return report;
    }

    /// <summary>Notes that a night was withdrawn, and puts together what that did.</summary>
    public async Task<NightReport> ReportWithdrawalAsync(IReadOnlyList<DatasetOutcome> datasets, GoldOutcome gold, NightState state, string reason)
    {
        var report = Report(datasets, gold);
        await EndAsync(state, gold.Fault is { } fault ? $"Withdrawn: {reason}\n\n{fault.Message}" : $"Withdrawn: {reason}");
        return report;
    }

    /// <summary>Notes that the run broke off before it could report.</summary>
    public Task BreakOffAsync(Exception fault) => EndAsync(
        NightState.Incomplete, fault is OperationCanceledException ? "The run was stopped by its operator." : Secrets.MaskConnection(fault.Message));

    /// <summary>Adds a sentence to the report's warnings.</summary>
    public void Warn(string sentence)
    {
        _warnings.Add(sentence);
        logger.Warned(run.Feed.Name, run.Night.Name, sentence);
    }

    /// <summary>Adds to the report of a dry run what the night would do to one dataset.</summary>
    public void Explain(DatasetPlan plan) => _plans.Add(plan);

    /// <summary>How far the receiving of a subject's file has come.</summary>
    public void Received(string subject, long bytes, long total, string? note) => progress.Received(subject, bytes, total, note);

    /// <summary>Takes one step that has no result.</summary>
    public Task StepAsync(string name, string? subject, Func<Task> step) => StepAsync(name, subject, async () =>
    {
        await step();
        return true;
    });

    /// <summary>Takes one step and notes how long it took, whether it ends well or not.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="subject">The dataset or model; null for the whole feed.</param>
    /// <param name="step">The step.</param>
    /// <param name="measure">Bytes and rows of its result.</param>
    public async Task<T> StepAsync<T>(string name, string? subject, Func<Task<T>> step, Func<T, (long? Bytes, long? Rows)>? measure = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        var startedAt = clock.GetTimestamp();
        progress.Began(name, subject);
        try
        {
            var result = await step();
            var elapsed = clock.GetElapsedTime(startedAt);
            var (bytes, rows) = measure?.Invoke(result) ?? (null, null);
            await ledger.AddStepAsync(new StepRecord(run.RunId, ++_sequence, name, subject, elapsed, bytes, rows, null), CancellationToken.None);
            logger.StepEnded(run.Feed.Name, run.Night.Name, name, subject ?? run.Feed.Name, elapsed.TotalMilliseconds);
            progress.Ended(name, subject, elapsed);
            return result;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var elapsed = clock.GetElapsedTime(startedAt);
            await ledger.AddStepAsync(
                new StepRecord(run.RunId, ++_sequence, name, subject, elapsed, null, null, Secrets.MaskConnection(fault.Message)), CancellationToken.None);
            throw;
        }
    }

    /// <summary>Logs how a dataset ended.</summary>
    public void DatasetEnded(DatasetOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Accepted is { } accepted)
        {
            logger.DatasetEnded(run.Feed.Name, run.Night.Name, outcome.Dataset, Describe(accepted));
        }
        else
        {
            logger.DatasetNotAccepted(run.Feed.Name, run.Night.Name, outcome.Dataset, outcome.Fault?.Message ?? "");
        }
    }

    private NightReport Report(IReadOnlyList<DatasetOutcome> datasets, GoldOutcome gold) => new()
    {
        RunId = run.RunId,
        Feed = run.Feed.Name,
        Night = run.Night,
        Datasets = datasets,
        Gold = gold,
        Plans = _plans,
        Warnings = _warnings,
        Elapsed = clock.GetElapsedTime(_startedAt),
    };

    private static string Describe(AcceptedNight accepted) => string.Create(
        CultureInfo.InvariantCulture,
        $"{accepted.Tally.New} new ({accepted.Back} back), {accepted.Tally.Changed} changed, {accepted.Tally.Gone} gone, {accepted.Tally.Unchanged} unchanged, {accepted.Tally.Quarantined} quarantined, {accepted.Tally.Held} held");

    private async Task EndAsync(NightState state, string? message)
    {
        var now = clock.GetUtcNow();
        await ledger.EndRunAsync(Record(state, now, message), CancellationToken.None);
        logger.RunEnded(run.Feed.Name, run.Night.Name, run.RunId, state.ToString().ToLowerInvariant(), (now - run.StartedAt).TotalMilliseconds);
    }

    private RunRecord Record(NightState state, DateTimeOffset? finishedAt, string? message) => new()
    {
        RunId = run.RunId,
        Feed = run.Feed.Name,
        Night = run.Night,
        StartedAt = run.StartedAt,
        FinishedAt = finishedAt,
        State = state,
        Message = message,
    };
}
