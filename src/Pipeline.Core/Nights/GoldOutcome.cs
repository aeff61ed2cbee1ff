using Pipeline.Core.Faults;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Nights;

/// <summary>How gold ended, and what was published.</summary>
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
    /// <summary>How many nights a rebuild has still to replay before gold is built; 0 where none is running.</summary>
    public int NightsToGo { get; init; }

    /// <summary>An outcome with nothing in it.</summary>
    public static GoldOutcome Of(GoldState state, PipelineException? fault = null) => new(state, [], [], [], fault);
}
