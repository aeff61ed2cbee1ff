using System.Globalization;
using Pipeline.Core.Faults;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>The columns of a gold table have changed, and readers never let go of the old ones.</summary>
public sealed class GoldIsReadException(string feed, int tries, TimeSpan pause, Exception cause) : PipelineException(
    string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Gold of feed '{feed}' could not be published: a table's columns changed, and readers held the old ones at each of {tries} tries, {pause.TotalSeconds:0} s apart ({cause.Message}).
        Waiting longer for them would make every new reader wait too, so they were left alone.
        Gold is as it was; bronze and silver hold the night.
        End the queries that have been reading gold for so long, then run: ./pipeline publish {feed}
        """),
    cause)
{
    /// <inheritdoc/>
    public override bool IsTransient => true;
}
