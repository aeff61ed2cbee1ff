using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Nothing that is read can be dropped.</summary>
internal static class DropRules
{
    public static void Check(DatasetDefinition dataset, FileFormat format, FeedSection section)
    {
        var reads = Reads(dataset, []).ToList();
        foreach (var drop in dataset.Drop)
        {
            if (reads.Find(read => read.Path.StartsWith(drop)) is { Reader: { } reader })
            {
                section.Add("drop", $"drop takes out {Words.Quote(FieldPath.Join(drop, format))}, which {reader} reads; take one of the two out");
            }
        }
    }

    private static IEnumerable<(IReadOnlyList<string> Path, string Reader)> Reads(DatasetDefinition dataset, IReadOnlyList<string> at)
    {
        var columns = dataset.Columns.Skip(dataset.ParentKeyColumns).Where(column => column.DerivedFrom is null)
            .SelectMany(column => column.Paths.Select(path => ((IReadOnlyList<string>)[.. at, .. path], $"column {Words.Quote(column.Name)}")));
        var skips = dataset.SkipWhen
            .Select(skip => ((IReadOnlyList<string>)[.. at, .. skip.Path], $"skip_when of {Words.Quote(dataset.Name)}"));
        var lists = dataset.Lists
            .SelectMany(list => Reads(list, [.. at, .. list.ListPath]).Prepend(([.. at, .. list.ListPath], $"list {Words.Quote(list.Name)}")));
        return columns.Concat(skips).Concat(lists);
    }
}
