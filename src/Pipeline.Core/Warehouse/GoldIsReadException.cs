using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>The columns of a gold table have changed, and readers never let go of the old ones.</summary>
public sealed class GoldIsReadException(string feed, int tries, TimeSpan pause, Exception cause) : PipelineException(
    new Fault
    {
        What = FormattableString.Invariant($"Gold of feed '{feed}' could not be published: a table's columns changed, and readers held the old ones at each of {tries} tries, {pause.TotalSeconds:0} s apart ({cause.Message})."),
        Why = "Waiting longer for them would make every new reader wait too, so they were left alone.",
        Untouched = "Gold is unchanged; bronze and silver hold the night.",
        Next = [NextStep.Run("End the queries that have been reading gold for so long, then run", "publish", feed)],
        IsTransient = true,
    },
    cause)
{ }
