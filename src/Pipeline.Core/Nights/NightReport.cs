using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Nights;

/// <summary>What one run did.</summary>
public sealed record NightReport
{
    public required Guid RunId { get; init; }

    public required string Feed { get; init; }

    public required Night Night { get; init; }

    /// <summary>How each dataset ended, in the order of the feed file.</summary>
    public required IReadOnlyList<DatasetOutcome> Datasets { get; init; }

    /// <summary>How gold ended.</summary>
    public required GoldOutcome Gold { get; init; }

    /// <summary>What the night would do, per dataset that was compared; only in a dry run.</summary>
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
