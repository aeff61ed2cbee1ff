using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>What all datasets of one feed file share while it is read.</summary>
internal sealed class FeedScope(Mistakes mistakes, TimeZoneInfo zone, IReadOnlyDictionary<string, SourceDefinition> sources)
{
    private readonly Dictionary<string, (string Name, int Line)> _datasets = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string To, ColumnDefinition? Column, int Line)> _relations = [];
    private readonly Dictionary<(string Source, string File), (string Dataset, IReadOnlyList<string> Drop)> _drops = [];

    public Mistakes Mistakes => mistakes;

    /// <summary>What <c>zone: feed</c> means.</summary>
    public TimeZoneInfo Zone => zone;

    public IReadOnlyDictionary<string, SourceDefinition> Sources => sources;

    /// <summary>Notes that a check looks for a column's values in another dataset, which may stand further down.</summary>
    public void Relate(string to, ColumnDefinition? column, int line) => _relations.Add((to, column, line));

    /// <summary>Notes which of the relations lead nowhere, once every dataset is read.</summary>
    public void CheckRelations(IReadOnlyList<DatasetDefinition> datasets)
    {
        foreach (var (to, column, line) in _relations)
        {
            if (Relation.Find(datasets, to) is not { } found)
            {
                mistakes.Add(line, $"{Words.Quote(to)} in 'to' is no column of a dataset of this feed; write dataset.column, such as to: authors.name");
            }
            else if (column is not null && found.Column.Type.Kind != column.Type.Kind)
            {
                mistakes.Add(line, $"column {Words.Quote(column.Name)} is {column.Type} and {to} is {found.Column.Type}: their values are never the same");
            }
        }
    }

    /// <summary>Notes what is wrong with a dataset's name, and with a second one of the same name, lists among them.</summary>
    public void Claim(string dataset, int line)
    {
        if (Names.FindDatasetMistake(dataset) is { } mistake)
        {
            mistakes.Add(line, $"dataset {Words.Quote(dataset)} {mistake}");
        }

        if (_datasets.TryGetValue(dataset, out var first))
        {
            mistakes.Add(line, $"dataset {Words.Quote(dataset)} has the name of {Words.Quote(first.Name)} on line {first.Line} (letter case makes no difference, lists count); call it otherwise");
            return;
        }

        _datasets.Add(dataset, (dataset, line));
    }

    /// <summary>Notes when another dataset drops other fields of the same file: the archive keeps one copy for both.</summary>
    public void ClaimDrop(string source, string file, string dataset, IEnumerable<string> drop, int line)
    {
        var ordered = drop.Order(StringComparer.Ordinal).ToList();
        if (!_drops.TryAdd((source, file), (dataset, ordered)) && _drops[(source, file)] is var first && !first.Drop.SequenceEqual(ordered))
        {
            mistakes.Add(line, $"datasets {Words.Quote(first.Dataset)} and {Words.Quote(dataset)} read the same file {Words.Quote(file)}, which is kept once; write the same drop in both");
        }
    }
}
