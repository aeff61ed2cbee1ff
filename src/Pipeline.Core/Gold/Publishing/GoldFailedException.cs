using Pipeline.Core.Faults;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>Gold could not be built or published for a reason outside it: a full disk, a lost database.</summary>
public sealed class GoldFailedException(GoldAttempt attempt, Exception cause) : PipelineException(
    new Fault
    {
        What = $"Gold of night {attempt.Night} could not be built or published: {cause.Message}",
        Why = "Gold is published as a whole or not at all, so readers keep the generation that they have.",
        Untouched = attempt.Kept,
        Next = [attempt.TryAgain("Fix the cause, then run")],
    },
    cause);
