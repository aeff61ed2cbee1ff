using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Nights;

/// <summary>An unexpected exception: a full disk, a lost database.</summary>
public sealed class UnexpectedFaultException(string feed, string dataset, Night night, Exception cause, bool isTransient) : PipelineException(
    new Fault
    {
        What = $"'{dataset}' could not be taken through night {night}: {cause.Message}",
        Why = "What was in progress has been rolled back; the other datasets went on.",
        Untouched = $"silver.{dataset} holds its last accepted night.",
        Next = [NextStep.Run("Fix the cause, then run", "run", feed, "--night", $"{night}")],
        IsTransient = isTransient,
    },
    cause)
{ }
