using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Checks;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Nights;

/// <summary>What one run did.</summary>
public sealed record NightReport
{
    public required Guid RunId { get; init; }

    public required string Feed { get; init; }

    public required Night Night { get; init; }

    /// <summary>What became of each dataset, in the order of the feed file.</summary>
    public required IReadOnlyList<DatasetOutcome> Datasets { get; init; }

    /// <summary>What became of gold.</summary>
    public required GoldOutcome Gold { get; init; }

    /// <summary>What stands behind the counts, per dataset that was compared; only where the night was tried.</summary>
    public IReadOnlyList<DatasetPlan> Plans { get; init; } = [];

    /// <summary>What is worth a look though nothing failed, a sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How long the run took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The worst of what happened.</summary>
    public ExitCode ExitCode => Faults.Any(fault => fault.ExitCode is ExitCode.Failed) ? ExitCode.Failed
        : Faults.Any(fault => fault.ExitCode is ExitCode.Usage) ? ExitCode.Usage
        : Faults.Any() ? ExitCode.Stopped
        : ExitCode.Done;

    /// <summary>Everything that kept a dataset or gold from this night, each once.</summary>
    public IEnumerable<PipelineException> Faults =>
        Datasets.Select(dataset => dataset.Fault).Append(Gold.Fault).OfType<PipelineException>().Distinct();
}

/// <summary>What became of one dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="State">How it ended.</param>
/// <param name="Accepted">The counts of the accepted night; null where it was not accepted.</param>
/// <param name="Fault">Why it was not; null otherwise.</param>
public sealed record DatasetOutcome(string Dataset, DatasetState State, AcceptedNight? Accepted, PipelineException? Fault)
{
    /// <summary>What placing the night among accepted ones changed; null where it was the newest.</summary>
    public CorrectedHistory? Rewritten { get; init; }
}

/// <summary>How a dataset's night ended.</summary>
public enum DatasetState
{
    /// <summary>The night was accepted by this run.</summary>
    Accepted,

    /// <summary>The night had been accepted before, with the same file: nothing was done.</summary>
    AlreadyAccepted,

    /// <summary>The night was taken back by this run.</summary>
    Withdrawn,

    /// <summary>The dataset keeps its last accepted night.</summary>
    NotAccepted,
}

/// <summary>What became of gold.</summary>
/// <param name="State">How it ended.</param>
/// <param name="Models">The tables that were published, with their rows.</param>
/// <param name="Checks">What the checks found.</param>
/// <param name="Answers">The answers that were published.</param>
/// <param name="Fault">Why it was not published; null otherwise.</param>
public sealed record GoldOutcome(
    GoldState State,
    IReadOnlyList<(string Model, long Rows)> Models,
    IReadOnlyList<CheckResult> Checks,
    IReadOnlyList<Answer> Answers,
    PipelineException? Fault)
{
    /// <summary>An outcome with nothing in it.</summary>
    public static GoldOutcome Of(GoldState state, PipelineException? fault = null) => new(state, [], [], [], fault);
}

/// <summary>How gold ended.</summary>
public enum GoldState
{
    /// <summary>A new generation was published.</summary>
    Published,

    /// <summary>The published generation already stands for what is accepted.</summary>
    UpToDate,

    /// <summary>The generation that stands for what is accepted was rolled back by an operator: gold stays rolled back.</summary>
    RolledBack,

    /// <summary>No dataset has news, or the feed has no models: gold is as it was.</summary>
    Untouched,

    /// <summary>A dataset that says <c>on_blocked: keep</c> is blocked: gold is as it was, and says so.</summary>
    Kept,

    /// <summary>More nights are to be told again under another definition: gold is as it was until the last of them, and says so.</summary>
    Rebuilding,

    /// <summary>A check or a fault kept it from being published: gold is as it was.</summary>
    NotPublished,
}
