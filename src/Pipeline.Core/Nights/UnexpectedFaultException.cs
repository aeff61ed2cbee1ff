using System.Data.Common;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Nights;

/// <summary>Something threw that the pipeline has no words for: a full disk, a lost database.</summary>
public sealed class UnexpectedFaultException(string feed, string dataset, Night night, Exception cause) : PipelineException(
    $"""
    '{dataset}' could not be taken through night {night}: {cause.Message}
    What was in progress has been rolled back; the other datasets went on.
    silver.{dataset} holds its last accepted night.
    Mend the cause, then run: ./pipeline run {feed} --night {night}
    """,
    cause)
{
    /// <inheritdoc/>
    public override bool IsTransient => InnerException is DbException { IsTransient: true };
}
