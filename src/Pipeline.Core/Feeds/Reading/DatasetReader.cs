using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads one of <c>datasets</c>, with the lists in it.</summary>
internal sealed class DatasetReader(FeedScope scope)
{
    public const string Example = "datasets: { books: { source: vendor, file: books.csv, mode: full, key: [name], columns: { name: text } } }";

    private static readonly DateOnly SomeNight = new(2021, 12, 1);

    public DatasetDefinition? Read(YamlEntry entry)
    {
        var what = $"dataset {Words.Quote(entry.Name)}";
        scope.Claim(entry.Name, entry.Line);
        if (entry.Value is not YamlMap map)
        {
            scope.Mistakes.Add(entry.Line, $"{what} must be a map; write {entry.Name}: {{ source: vendor, file: {entry.Name}.csv, mode: full, key: [name], columns: {{ name: text }} }}");
            return null;
        }

        var section = new FeedSection(entry.Line, map, what, FeedKeys.Dataset, scope.Mistakes);
        section.Require("source", "source: vendor");
        section.Require("file", $"file: {entry.Name}.csv");
        section.Require("mode", "mode: full, upsert or append");
        var source = Source(section, what);
        var file = File(section, what, source);
        var known = FileFormats.Of(NightPlaceholder.Fill(file, SomeNight));
        var format = known ?? FileFormat.Json;
        var columns = new ColumnsReader(scope, format, [], inList: false).Read(section);
        var keys = new KeyColumnsReader(scope.Mistakes, section, what, columns, 0);
        var key = keys.Key();
        var dataset = new DatasetDefinition
        {
            Name = entry.Name,
            Source = source?.Name ?? "",
            File = file,
            Mode = section.Choice("mode", DatasetMode.Full),
            Key = key,
            Columns = columns,
            Rows = Rows(section, known),
            Delimiter = DelimiterReader.Read(section, what, known),
            Drop = Drop(section, format),
            SkipWhen = keys.SkipWhen(format),
            OrderBy = keys.OrderBy(key),
            OnSameFile = section.Choice("on_same_file", OnSameFile.Accept),
            OnBadValue = section.Choice("on_bad_value", OnBadValue.Quarantine),
            OnConflict = section.Choice("on_conflict", OnConflict.Quarantine),
            Unreadable = section.Choice("unreadable", Unreadable.HoldAbsent),
            OnNewColumn = section.Choice("on_new_column", OnNewColumn.Ignore),
            OnMissingColumn = section.Choice("on_missing_column", OnMissingColumn.Stop),
            OnBlocked = section.Choice("on_blocked", OnBlocked.Publish),
        };
        dataset = dataset with
        {
            OnEmpty = section.Choice("on_empty", dataset.Mode is DatasetMode.Full ? OnEmpty.Stop : OnEmpty.Accept),
            Guards = new GuardsReader(scope.Mistakes).Read(section, what, GuardLimits.For(dataset.Mode)),
            Checks = new ChecksReader(scope, what, columns).Read(section, entry.Name),
        };
        CheckMode(section, dataset, what);
        scope.ClaimDrop(dataset.Source, file, entry.Name, dataset.Drop.Select(path => FieldPath.Join(path, format)), section.LineOf("drop"));
        dataset = dataset with { Lists = Lists(section, dataset, known) };
        DropRules.Check(dataset, format, section);
        return dataset;
    }

    private SourceDefinition? Source(FeedSection section, string what)
    {
        if (section.Text("source", "source: vendor") is not { } name)
        {
            return null;
        }

        if (!scope.Sources.TryGetValue(name, out var source) && scope.Sources.Count > 0)
        {
            var near = Words.DidYouMean(name, scope.Sources.Keys);
            section.Add("source", $"{what} names the source {Words.Quote(name)}, which is none{(near.Length == 0 ? "." : near)} The sources are {string.Join(", ", scope.Sources.Keys)}");
        }

        return source;
    }

    private static string File(FeedSection section, string what, SourceDefinition? source)
    {
        if (section.Text("file", "file: books.csv") is not { } file)
        {
            return ".json";
        }

        if (FileName.FindMistake(file) is { } mistake)
        {
            section.Add("file", $"the file {Words.Quote(file)} of {what} {mistake}");
        }
        else if (source is not null && $"{source.Url}/{file}" is var place && NightPlaceholder.IsIn(place) && !NightPlaceholder.TellsEveryNight(place))
        {
            section.Add("file", $"the file {Words.Quote(file)} of {what} is the same for several nights; with its source's URL it must hold year, month and day: {{night:yyyy-MM-dd}}");
        }

        return file;
    }

    private static IReadOnlyList<string> Rows(FeedSection section, FileFormat? format)
    {
        if (section.Text("rows", "rows: data.items") is not { } text)
        {
            return [];
        }

        if (format is FileFormat.Csv)
        {
            section.Add("rows", "'rows' is for JSON files, and this one is CSV; take it out");
        }

        return PathIn(section, "rows", text, FileFormat.Json) ?? [];
    }

    private static List<IReadOnlyList<string>> Drop(FeedSection section, FileFormat format) =>
        [.. (section.Texts("drop", "drop: [phone]") ?? []).Select(text => PathIn(section, "drop", text.Value, format)).OfType<IReadOnlyList<string>>()];

    internal static IReadOnlyList<string>? PathIn(FeedSection section, string key, string text, FileFormat format)
    {
        var path = text == FieldPath.Element ? null : FieldPath.Parse(text, format);
        if (path is null)
        {
            section.Add(key, $"the path {Words.Quote(text)} in '{key}' has no name or an empty part; write names divided by single dots, and a dot that belongs to a name as \\.");
        }

        return path;
    }

    private static void CheckMode(FeedSection section, DatasetDefinition dataset, string what)
    {
        if (section.Has("on_conflict") && dataset.Mode is not DatasetMode.Append)
        {
            section.Add("on_conflict", $"'on_conflict' is for mode: append, and {what} is {FeedWord.Of(dataset.Mode)}; take it out");
        }

        if (section.Has("unreadable") && dataset.Mode is not DatasetMode.Full)
        {
            section.Add("unreadable", $"'unreadable' is for mode: full, and {what} is {FeedWord.Of(dataset.Mode)}; take it out");
        }
    }

    private IReadOnlyList<DatasetDefinition> Lists(FeedSection section, DatasetDefinition dataset, FileFormat? format)
    {
        if (section.Has("lists") && format is FileFormat.Csv)
        {
            section.Add("lists", "'lists' is for JSON files, and this one is CSV; take it out");
            return [];
        }

        return new ListReader(scope).ReadAll(section, dataset, 1);
    }
}
