using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Derivations;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads the <c>columns</c> of one dataset, in order: a column may be made from an earlier one.</summary>
internal sealed class ColumnsReader(FeedScope scope, FileFormat format, IReadOnlyList<ColumnDefinition> parentKey, bool inList)
{
    private readonly List<ColumnDefinition> _columns = [.. parentKey];
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _untyped = new(StringComparer.Ordinal);

    /// <summary>The parent's key and then the columns of the file; none where <c>columns</c> is missing.</summary>
    public IReadOnlyList<ColumnDefinition> Read(FeedSection dataset)
    {
        const string Example = "columns: { name: text }";
        dataset.Require("columns", Example);
        foreach (var column in parentKey)
        {
            ClaimParentKey(column.Name, dataset.Line);
        }

        var entries = dataset.Map("columns", Example)?.Entries ?? [];
        foreach (var entry in entries.Where(entry => !ColumnTypeReader.IsRestOfADecimal(entries, entry)))
        {
            Claim(entry.Name, entry.Line);
            _lines[entry.Name] = entry.Line;
            if (entry.Name.Length > 0 && ReadColumn(entry) is { } column)
            {
                _columns.Add(column);
            }
        }

        CheckFormerNames();
        return _columns;
    }

    // Hashes know a column by its first name: two of one name would be taken for each other.
    private void CheckFormerNames()
    {
        foreach (var column in _columns.Skip(parentKey.Count).Where(column => column.Was.Count > 0))
        {
            var others = _columns.Where(other => other != column).SelectMany(other => other.Was.Append(other.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var twice = column.Was.Count != column.Was.Append(column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase).Count - 1;
            if (twice || column.Was.FirstOrDefault(others.Contains) is not null)
            {
                scope.Mistakes.Add(_lines[column.Name], $"'was' of column {Words.Quote(column.Name)} names {string.Join(", ", column.Was.Select(Words.Quote))}, and a name belongs to one column of a dataset only; write the names that it had and no other has, oldest first");
            }
        }
    }

    private void ClaimParentKey(string name, int line)
    {
        if (Names.FindColumnMistake(name) is { } mistake)
        {
            scope.Mistakes.Add(line, $"the column {Words.Quote(name)}, which carries the parent's key in this list, {mistake.Fact}; call the parent dataset or its key column otherwise");
        }

        _names.TryAdd(name, "the column that carries the parent's key");
    }

    private void Claim(string name, int line)
    {
        if (Names.FindColumnMistake(name) is { } mistake)
        {
            scope.Mistakes.Add(line, $"column {Words.Quote(name)} {mistake}");
        }

        if (!_names.TryAdd(name, $"{Words.Quote(name)} on line {line}"))
        {
            scope.Mistakes.Add(line, $"column {Words.Quote(name)} has the name of {_names[name]} (letter case makes no difference); call it otherwise");
        }
    }

    private ColumnDefinition? ReadColumn(YamlEntry entry)
    {
        switch (entry.Value)
        {
            case YamlText { IsNull: false } type:
                return Define(entry, type, null);
            case YamlMap map:
                var section = new FeedSection(entry.Line, map, $"column {Words.Quote(entry.Name)}", FeedKeys.Column, scope.Mistakes);
                section.Require("type", "type: text");
                var text = section.Text("type", "type: text");
                return Define(entry, text is null ? null : new YamlText(section.LineOf("type"), text, Quoted: true), section);
            default:
                scope.Mistakes.Add(entry.Line, $"column {Words.Quote(entry.Name)} has no type; write {entry.Name}: text");
                return null;
        }
    }

    private ColumnDefinition? Define(YamlEntry entry, YamlText? typeText, FeedSection? section)
    {
        var type = typeText is null ? null : ColumnTypeReader.Read(entry.Name, typeText, typeText.Line, scope.Mistakes);
        var origin = new OriginReader(scope.Mistakes, format, _columns, parentKey.Count, inList).Read(entry, section);
        var column = new ColumnDefinition
        {
            Name = entry.Name,
            Path = origin.Path,
            OtherPaths = origin.Others,
            Was = section?.Texts("was", "was: former_name")?.Select(text => text.Value).ToList() ?? [],
            DerivedFrom = origin.Column?.Name,
            Type = type ?? new ColumnType(ColumnKind.Text),
            Formats = section?.Texts("format", "format: dd.MM.yyyy")?.Select(text => text.Value).ToList() ?? [],
            Zone = section is null ? null : Zone(section),
            Normalise = section is null ? [] : Normalise(section),
            Required = section?.Flag("required", otherwise: false) ?? false,
            Tracked = section?.Flag("tracked", otherwise: true) ?? true,
        };
        if (type is null)
        {
            _untyped.Add(entry.Name);
        }
        else if (origin.Column is null || !_untyped.Contains(origin.Column.Name))
        {
            new ColumnRules(scope.Mistakes, column, section, entry.Line).Check(origin);
        }

        return column;
    }

    private TimeZoneInfo? Zone(FeedSection section)
    {
        var name = section.Text("zone", "zone: feed");
        if (name is null or "feed")
        {
            return name is null ? null : scope.Zone;
        }

        if (ZoneReader.Find(name) is { } zone)
        {
            return zone;
        }

        section.Add("zone", $"{ZoneReader.UnknownZone(name)}, or feed for the schedule's own");
        return TimeZoneInfo.Utc;
    }

    private List<Normalisation> Normalise(FeedSection section)
    {
        var valid = Normalisation.All.ToDictionary(step => step.Word);
        var steps = new List<Normalisation>();
        foreach (var text in section.Texts("normalise", "normalise: [trim, nfc]") ?? [])
        {
            if (valid.TryGetValue(text.Value, out var step))
            {
                steps.Add(step);
            }
            else
            {
                scope.Mistakes.Add(text.Line, $"{Words.Quote(text.Value)} is no way to normalise; write one or several of {string.Join(", ", valid.Keys)}");
            }
        }

        return steps;
    }
}
