using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Migration;

/// <summary>What a feed file says otherwise of a dataset as a whole.</summary>
internal static class DatasetChange
{
    /// <summary>A dataset that the warehouse has no table of.</summary>
    public static FeedChange Added(string feed, DatasetDefinition dataset) => new(
        dataset.Name,
        null,
        dataset.Parent is null ? "new dataset" : $"new list of {dataset.Parent}",
        FeedChangeEffect.Safe,
        "Its history begins with the next night.")
    {
        Next = NextStep.Run("For older nights run them again: their files are read from the archive", "run", feed, "--backfill", "FIRST..LAST"),
    };

    /// <summary>A dataset of which no version is written: whatever it was to be before, nothing is rewritten.</summary>
    public static FeedChange OfNothing(string dataset) => new(
        dataset, null, "other columns", FeedChangeEffect.Safe, "No night of it is accepted, so its table is made as the feed file says.");

    /// <summary>A dataset that the feed file no longer names.</summary>
    public static FeedChange Removed(string dataset) => new(
        dataset,
        null,
        "dataset no longer named",
        FeedChangeEffect.Safe,
        "Its tables stay as they are, and no night changes them any more: versions that are open stay open. A gold model that reads it fails validation.");

    /// <summary>A dataset whose files are read otherwise, with the same columns.</summary>
    public static FeedChange ReadOtherwise(string feed, DatasetDefinition dataset) => new(
        dataset.Name,
        null,
        "read otherwise",
        FeedChangeEffect.Safe,
        "From the next night on, where values are found or how they are read.")
    {
        Next = NextStep.Run("See what that changes", "plan", feed),
    };

    /// <summary>Whether files are read otherwise, beside what is shown column by column.</summary>
    public static bool IsReadOtherwise(DatasetDefinition before, DatasetDefinition now)
    {
        var alike = before with
        {
            Mode = now.Mode,
            Key = now.Key,
            Parent = now.Parent,
            ParentDefinition = now.ParentDefinition,
            Columns = [.. now.Columns.Select(column => column.DerivedFrom is null && before.FormerOf(column) is { } former ? column with
            {
                Path = former.Path,
                OtherPaths = former.OtherPaths,
                Formats = former.Formats,
                Zone = former.Zone,
                Normalise = former.Normalise,
                Required = former.Required,
            } : column)],
        };
        return DefinitionText.Digest(alike) != DefinitionText.Digest(now);
    }

    /// <summary>What differs between the definition that the last night was read with and the current one, beside columns.</summary>
    public static IEnumerable<FeedChange> Between(DatasetDefinition before, DatasetDefinition now)
    {
        if (before.Parent != now.Parent)
        {
            yield return new FeedChange(
                now.Name, null, $"{Place(before)} becomes {Place(now)}", FeedChangeEffect.Refused, "Its records would be known by other keys: versions that are written are of other records.");
        }

        if (before.Mode != now.Mode)
        {
            yield return new FeedChange(
                now.Name, null, $"mode {FeedWord.Of(before.Mode)} becomes {FeedWord.Of(now.Mode)}", FeedChangeEffect.Safe, Meaning(now.Mode));
        }
    }

    private static string Place(DatasetDefinition dataset) => dataset.Parent is { } parent ? $"a list of {parent}" : "a file's dataset";

    private static string Meaning(DatasetMode mode) => mode switch
    {
        DatasetMode.Full => "Older nights stay as they were read. At the next night every record that its file does not hold is closed.",
        DatasetMode.Upsert => "Older nights stay as they were read. From the next night on, absence closes nothing.",
        _ => "Older nights stay as they were read. From the next night on, a known key with other values is a conflict, and absence closes nothing.",
    };
}
