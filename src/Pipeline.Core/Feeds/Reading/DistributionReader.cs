using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads <c>distribution</c>: the key column that places records on machines, and the datasets that every machine holds whole.</summary>
internal sealed class DistributionReader(FeedSection feed, Mistakes mistakes)
{
    public const string Example = "distribution: { column: shop, reference: [products] }";

    private const string ReferenceExample = "reference: [products]";

    /// <summary>The datasets, each with its place; as they are where the feed says nothing of it.</summary>
    public List<DatasetDefinition> Place(List<DatasetDefinition> datasets)
    {
        if (feed.Map("distribution", Example) is not { } map)
        {
            return datasets;
        }

        var section = new FeedSection(feed.LineOf("distribution"), map, "the distribution", FeedKeys.Distribution, mistakes);
        section.Require("column", "column: shop");
        var references = References(section, datasets);
        if (section.Text("column", "column: shop") is not { } column)
        {
            return datasets;
        }

        var spread = datasets.Where(dataset => !references.Contains(dataset.Name)).ToList();
        Check(section, column, spread);
        return [.. datasets.Select(dataset => Place(
            dataset, references.Contains(dataset.Name) ? DatasetDistribution.Reference : new DatasetDistribution(column)))];
    }

    private static DatasetDefinition Place(DatasetDefinition dataset, DatasetDistribution place) => dataset with
    {
        Distribution = place,
        Lists = [.. dataset.Lists.Select(list => Place(
            list, place.Column is { } column ? new DatasetDistribution($"{dataset.Name}_{column}") : place))],
    };

    private HashSet<string> References(FeedSection section, List<DatasetDefinition> datasets)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in section.Texts("reference", ReferenceExample) ?? [])
        {
            if (!names.Add(text.Value))
            {
                mistakes.Add(text.Line, $"reference names {Words.Quote(text.Value)} twice; take one of them out");
            }
            else if (datasets.FirstOrDefault(dataset => dataset.WithLists.Skip(1).Any(list => list.Name == text.Value)) is { } parent)
            {
                mistakes.Add(text.Line, $"reference names {Words.Quote(text.Value)}, which is a nested list and lies where {Words.Quote(parent.Name)} does; name that one, or take it out");
            }
            else if (datasets.Count > 0 && datasets.All(dataset => dataset.Name != text.Value))
            {
                var known = datasets.Select(dataset => dataset.Name).ToList();
                var near = Words.DidYouMean(text.Value, known);
                mistakes.Add(text.Line, $"reference names {Words.Quote(text.Value)}, which is no dataset of this feed{(near.Length == 0 ? "." : near)} Its datasets are {string.Join(", ", known)}");
            }
        }

        return names;
    }

    private static void Check(FeedSection section, string column, List<DatasetDefinition> spread)
    {
        if (spread.Count == 0)
        {
            section.Add("column", $"every dataset is in reference, so nothing is left that {Words.Quote(column)} could place; take a dataset out of reference, or take distribution out");
        }

        DatasetDefinition? first = null;
        foreach (var dataset in spread.Where(dataset => dataset.Columns.Count > 0))
        {
            if (FindMistake(column, dataset, first) is { } mistake)
            {
                section.Add("column", mistake);
            }
            else
            {
                first ??= dataset;
            }
        }
    }

    private static string? FindMistake(string name, DatasetDefinition dataset, DatasetDefinition? first)
    {
        var column = dataset.Columns.FirstOrDefault(column => column.Name == name);
        if (column is null || !dataset.Key.Contains(name))
        {
            return $"the distribution column {Words.Quote(name)} is not in the key of dataset {Words.Quote(dataset.Name)} ({string.Join(", ", dataset.Key)}); write a column of every key, or put {dataset.Name} into reference";
        }

        if (column.Type.Kind is not (ColumnKind.Text or ColumnKind.Integer))
        {
            return $"the distribution column {Words.Quote(name)} of dataset {Words.Quote(dataset.Name)} is {column.Type}, by which records can't be spread; write a column of type text or integer";
        }

        return first?.Columns.First(other => other.Name == name).Type is { } type && type != column.Type
            ? $"the distribution column {Words.Quote(name)} is {type} in dataset {Words.Quote(first.Name)} and {column.Type} in {Words.Quote(dataset.Name)}, so that equal values would not lie together; give it one type, or put one of the two into reference"
            : null;
    }
}
