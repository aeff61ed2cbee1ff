using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads what names columns of a dataset: <c>key</c>, <c>order_by</c> and <c>skip_when</c>.</summary>
internal sealed class KeyColumnsReader(Mistakes mistakes, FeedSection section, string dataset, IReadOnlyList<ColumnDefinition> columns, int parentKeyColumns)
{
    private const string KeyExample = "key: [name]";

    private IEnumerable<ColumnDefinition> Own => columns.Skip(parentKeyColumns);

    /// <summary>The key columns, the parent's first.</summary>
    public IReadOnlyList<string> Key()
    {
        section.Require("key", KeyExample);
        var key = columns.Take(parentKeyColumns).Select(column => column.Name).ToList();
        foreach (var text in section.Texts("key", KeyExample) ?? [])
        {
            if (FindKeyMistake(text.Value, key) is { } mistake)
            {
                mistakes.Add(text.Line, mistake);
            }

            key.Add(text.Value);
        }

        return key;
    }

    /// <summary>The column whose greatest value wins among conflicting duplicates.</summary>
    public string? OrderBy(IReadOnlyList<string> key)
    {
        if (section.Text("order_by", "order_by: updated_at") is not { } name)
        {
            return null;
        }

        var column = Own.FirstOrDefault(column => column.Name == name);
        var mistake = column switch
        {
            null => NoColumn("order_by", name),
            { DerivedFrom: { } source } => $"order_by names {Words.Quote(name)}, which is made from {Words.Quote(source)}; write a column that is read from the file",
            _ when key.Contains(name) => $"order_by names {Words.Quote(name)}, which is in the key and so alike in all duplicates; write another column",
            _ => null,
        };
        if (mistake is not null && !HasNoColumns)
        {
            section.Add("order_by", mistake);
        }

        return name;
    }

    /// <summary>The fields and values that together mark a record as filler.</summary>
    public IReadOnlyList<SkipCondition> SkipWhen(FileFormat format)
    {
        var conditions = new List<SkipCondition>();
        foreach (var entry in section.Map("skip_when", "skip_when: { label: \"\" }")?.Entries ?? [])
        {
            if (entry.Value is not YamlText value)
            {
                mistakes.Add(entry.Line, $"the value of {Words.Quote(entry.Name)} in skip_when must be one text, number, true, false or null");
            }
            else if (PathOf(entry, format) is { } path)
            {
                conditions.Add(new SkipCondition(path, value.IsNull ? null : value.Value));
            }
        }

        return conditions;
    }

    private bool HasNoColumns => !Own.Any();

    private string? FindKeyMistake(string name, List<string> key)
    {
        if (key.Contains(name))
        {
            return key.IndexOf(name) < parentKeyColumns
                ? $"key names {Words.Quote(name)}, which carries the parent's key and is added by itself; take it out"
                : $"key names {Words.Quote(name)} twice; take one of them out";
        }

        return Own.FirstOrDefault(column => column.Name == name) switch
        {
            null => HasNoColumns ? null : NoColumn("key", name),
            { DerivedFrom: { } source } => $"key names {Words.Quote(name)}, which is made from {Words.Quote(source)}; write a column that is read from the file",
            { Tracked: false } => $"column {Words.Quote(name)} is in the key and can't be tracked: false; take one of the two out",
            _ => null,
        };
    }

    private IReadOnlyList<string>? PathOf(YamlEntry entry, FileFormat format)
    {
        if (Own.FirstOrDefault(column => column.Name == entry.Name) is { } column)
        {
            return column.Path;
        }

        if (entry.Name == FieldPath.Element && parentKeyColumns > 0)
        {
            return [];
        }

        if (entry.Name.StartsWith(FieldPath.OfSource, StringComparison.Ordinal) && FieldPath.Parse(entry.Name, format) is { } path)
        {
            return path;
        }

        if (!HasNoColumns)
        {
            mistakes.Add(entry.Line, $"{NoColumn("skip_when", entry.Name)}. For a field of the source that is no column write $.field");
        }

        return null;
    }

    private string NoColumn(string key, string name)
    {
        var names = Own.Select(column => column.Name).ToList();
        var near = Words.DidYouMean(name, names);
        return $"{key} names {Words.Quote(name)}, which is no column of {dataset}{(near.Length == 0 ? "." : near)} Its columns are {string.Join(", ", names)}";
    }
}
