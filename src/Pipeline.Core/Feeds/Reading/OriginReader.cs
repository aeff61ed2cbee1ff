using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Where a column's value comes from.</summary>
/// <param name="Path">The field's path in the source.</param>
/// <param name="Column">The earlier column that it is made from, or null for one that is read from the file.</param>
/// <param name="From">The text that says so.</param>
internal sealed record ColumnOrigin(IReadOnlyList<string> Path, ColumnDefinition? Column, string From)
{
    /// <summary>Where else in the source it may stand, in order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Others { get; init; } = [];
}

/// <summary>Reads a column's <c>from</c>: the source's field, or an earlier column.</summary>
internal sealed class OriginReader(
    Mistakes mistakes, FileFormat format, IReadOnlyList<ColumnDefinition> earlier, int parentKeyColumns, bool inList)
{
    public ColumnOrigin Read(YamlEntry column, FeedSection? section) =>
        section?.Texts("from", "from: field") is { Count: > 1 } several ? Several(column, several) : One(column, section);

    // Former and present places of one field: each is the source's own.
    private ColumnOrigin Several(YamlEntry column, IReadOnlyList<YamlText> texts)
    {
        var paths = new List<IReadOnlyList<string>>();
        foreach (var text in texts)
        {
            if (text.Value == FieldPath.Element || FieldPath.Parse(text.Value, format) is not { } path)
            {
                mistakes.Add(text.Line, $"the path {Words.Quote(text.Value)} of column {Words.Quote(column.Name)} names no field; among several each is one of the source, such as from: [metadata.name, name]");
                paths.Add([column.Name]);
            }
            else if (paths.Any(other => other.SequenceEqual(path, StringComparer.Ordinal)))
            {
                mistakes.Add(text.Line, $"column {Words.Quote(column.Name)} names the path {Words.Quote(text.Value)} twice; take one of them out");
            }
            else
            {
                paths.Add(path);
            }
        }

        return new ColumnOrigin(paths[0], null, texts[0].Value) { Others = [.. paths.Skip(1)] };
    }

    private ColumnOrigin One(YamlEntry column, FeedSection? section)
    {
        var written = section?.Text("from", "from: field");
        var from = written ?? column.Name;
        if (from == FieldPath.Element)
        {
            return Element(section?.LineOf("from") ?? column.Line);
        }

        if (written is not null && written != column.Name && Named(written) is { } named)
        {
            return new ColumnOrigin(named.Path, named, from);
        }

        if (FieldPath.Parse(from, format) is not { } path)
        {
            mistakes.Add(section?.LineOf("from") ?? column.Line, $"the path {Words.Quote(from)} of column {Words.Quote(column.Name)} has an empty part; write names divided by single dots, and a dot that belongs to a name as \\.");
            return new ColumnOrigin([column.Name], null, from);
        }

        return new ColumnOrigin(path, from.StartsWith(FieldPath.OfSource, StringComparison.Ordinal) ? null : ReadingThe(path), from);
    }

    private ColumnOrigin Element(int line)
    {
        if (!inList)
        {
            mistakes.Add(line, "from: $ is the element of a list, and this dataset is none; write the field's name ($.$ for a field that is called $)");
        }

        return new ColumnOrigin([], ReadingThe([]), FieldPath.Element);
    }

    private ColumnDefinition? Named(string name) => earlier.FirstOrDefault(other => other.Name == name);

    private ColumnDefinition? ReadingThe(IReadOnlyList<string> path) =>
        earlier.Skip(parentKeyColumns).FirstOrDefault(other => other.DerivedFrom is null && other.Path.SequenceEqual(path, StringComparer.Ordinal));
}
