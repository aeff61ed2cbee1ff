using System.Globalization;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Comparing;

/// <summary>What a delivery would do to one dataset, for a person who has to judge it.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Kinds">The kinds of change that there are, with a few of their keys.</param>
/// <param name="Columns">In how many of the changed rows each column changed, the most first; empty where nobody asked.</param>
/// <param name="Changed">How many rows changed.</param>
public sealed record ChangeExplanation(
    string Dataset, IReadOnlyList<KindOfChange> Kinds, IReadOnlyList<ColumnShare> Columns, long Changed)
{
    /// <summary>The explanation in lines of a message.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var kind in Kinds)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {Dataset}, {kind.Name}, {kind.Count}: {string.Join(", ", kind.Samples.Select(sample => sample.Key))}{(kind.Count > kind.Samples.Count ? ", …" : "")}");
        }

        if (Columns.Count > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {Dataset}, of {Changed} changed row(s): {string.Join(", ", Columns.Select(column => $"column {column.Column} changed in {column.Rows} ({GuardLimits.Text(column.Rows / (decimal)Changed)})"))}");
        }
    }
}

/// <summary>One kind of change.</summary>
/// <param name="Name"><c>new</c>, <c>changed</c>, <c>gone</c> or <c>quarantined</c>.</param>
/// <param name="Count">How many records it concerns.</param>
/// <param name="Samples">A few of them.</param>
public sealed record KindOfChange(string Name, long Count, IReadOnlyList<ChangeSample> Samples);

/// <summary>One record that changes.</summary>
/// <param name="Key">Its key as a person reads it; the line of the file where it has none.</param>
/// <param name="Columns">What changes in it: column, old value, new value.</param>
public sealed record ChangeSample(string Key, IReadOnlyList<(string Column, string? Old, string? New)> Columns);

/// <summary>How many changed rows changed in one column.</summary>
public sealed record ColumnShare(string Column, long Rows);
