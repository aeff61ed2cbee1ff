using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History;

/// <summary>Every version of one record, oldest first.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Key">The key as it was given.</param>
/// <param name="Versions">The versions; at least one.</param>
public sealed record RecordHistory(
    string Feed, DatasetDefinition Dataset, IReadOnlyList<string> Key, IReadOnlyList<ExplainedVersion> Versions)
{
    /// <summary>How a version ended: open, replaced by the next one, or deleted by the vendor and kept.</summary>
    public string Fate(int index) => Versions[index].ValidTo is not { } end ? "open"
        : index + 1 == Versions.Count ? "deleted by the vendor, kept"
        : Versions[index + 1].ValidFrom == end ? "changed"
        : "deleted by the vendor, came back later";

    /// <summary>The columns of a version that differ from the version before it, with both values; none for the first.</summary>
    public IReadOnlyList<(string Column, string? Before, string? After)> Changes(int index) => index == 0
        ? []
        : [.. Dataset.Columns
            .Select(column => (column.Name, Versions[index - 1].Values[column.Name], Versions[index].Values[column.Name]))
            .Where(change => change.Item2 != change.Item3)];
}
