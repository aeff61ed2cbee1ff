using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads <c>lists</c>: each becomes a dataset of its own, keyed within its parent.</summary>
internal sealed class ListReader(FeedScope scope)
{
    private const int MaxDepth = 8;
    private const string Example = "lists: { tags: { key: [tag], columns: { tag: { from: $, type: text } } } }";

    public IReadOnlyList<DatasetDefinition> ReadAll(FeedSection section, DatasetDefinition parent, int depth)
    {
        if (section.Map("lists", Example) is not { } map)
        {
            return [];
        }

        if (depth > MaxDepth)
        {
            section.Add("lists", $"lists stand in lists on more than {MaxDepth} levels; take the inner ones out");
            return [];
        }

        return [.. map.Entries.Select(entry => Read(entry, parent, depth)).OfType<DatasetDefinition>()];
    }

    private DatasetDefinition? Read(YamlEntry entry, DatasetDefinition parent, int depth)
    {
        var what = $"list {Words.Quote(entry.Name)}";
        scope.Claim(entry.Name, entry.Line);
        if (entry.Value is not YamlMap map)
        {
            scope.Mistakes.Add(entry.Line, $"{what} must be a map; write {entry.Name}: {{ key: [name], columns: {{ name: text }} }}");
            return null;
        }

        var section = new FeedSection(entry.Line, map, what, FeedKeys.List, scope.Mistakes);
        var parentKey = ParentKey(parent);
        var columns = new ColumnsReader(scope, FileFormat.Json, parentKey, inList: true).Read(section);
        var keys = new KeyColumnsReader(scope.Mistakes, section, what, columns, parentKey.Count);
        var key = keys.Key();
        var path = ListPath(section, entry.Name);
        var list = parent with
        {
            Name = entry.Name,
            Parent = parent.Name,
            ParentDefinition = parent,
            ParentKeyColumns = parentKey.Count,
            ListPath = path,
            Key = key,
            Columns = columns,
            Drop = [.. parent.Drop.Where(drop => drop.Count > path.Count && drop.StartsWith(path)).Select(drop => drop.Skip(path.Count).ToList())],
            SkipWhen = keys.SkipWhen(FileFormat.Json),
            OrderBy = keys.OrderBy(key),
            OnBadValue = section.Choice("on_bad_value", parent.OnBadValue),
            OnNewColumn = section.Choice("on_new_column", parent.OnNewColumn),
            OnMissingColumn = section.Choice("on_missing_column", parent.OnMissingColumn),
            Guards = new GuardsReader(scope.Mistakes).Read(section, what, parent.Guards),
            Checks = new ChecksReader(scope, what, columns).Read(section, entry.Name),
        };
        return list with { Lists = ReadAll(section, list, depth + 1) };
    }

    private static List<ColumnDefinition> ParentKey(DatasetDefinition parent) =>
        [.. parent.Columns.Where(column => parent.Key.Contains(column.Name))
            .OrderBy(column => parent.Key.ToList().IndexOf(column.Name))
            .Select(column => column with
            {
                Name = $"{parent.Name}_{column.Name}",
                Was = [.. column.Was.Select(was => $"{parent.Name}_{was}")],
            })];

    private static IReadOnlyList<string> ListPath(FeedSection section, string name)
    {
        var from = section.Text("from", "from: tags") ?? name;
        return DatasetReader.PathIn(section, "from", from, FileFormat.Json) ?? [name];
    }
}
