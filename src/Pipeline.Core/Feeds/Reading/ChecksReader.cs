using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Values;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads the <c>checks</c> of a dataset or list: a list of maps, each of which begins with its rule.</summary>
internal sealed class ChecksReader(FeedScope scope, string what, IReadOnlyList<ColumnDefinition> columns)
{
    private const string Example = "checks: [{ unique: [email] }, { range: pages, min: 1, severity: warn }]";
    private const int MostComparableDigits = 15; // SQLite keeps longer decimals as text

    private static readonly Dictionary<CheckRule, IReadOnlyList<string>> KeysOfRules = new()
    {
        [CheckRule.Unique] = [],
        [CheckRule.NotNull] = [],
        [CheckRule.AcceptedValues] = ["values"],
        [CheckRule.Range] = ["min", "max"],
        [CheckRule.Relationship] = ["to"],
        [CheckRule.RowBand] = ["nights"],
    };

    public IReadOnlyList<DeclaredCheck> Read(FeedSection dataset, string name)
    {
        var checks = new List<DeclaredCheck>();
        foreach (var item in dataset.Items("checks", Example))
        {
            if (item is not YamlMap map)
            {
                scope.Mistakes.Add(item.Line, $"a check of {what} must be a map; write {Example}");
            }
            else if (Read(map) is { } check)
            {
                checks.Add(check with { Name = NameOf(name, check, checks) });
            }
        }

        return checks;
    }

    private DeclaredCheck? Read(YamlMap map)
    {
        var section = new FeedSection(map.Line, map, $"a check of {what}", FeedKeys.Check, scope.Mistakes);
        var rules = Enum.GetValues<CheckRule>().Where(rule => section.Has(FeedWord.Of(rule))).ToList();
        if (rules is not [var rule])
        {
            scope.Mistakes.Add(map.Line, $"a check of {what} names {(rules.Count == 0 ? "no rule" : "several rules")}; write one of {string.Join(", ", KeysOfRules.Keys.Select(FeedWord.Of))}");
            return null;
        }

        var word = FeedWord.Of(rule);
        foreach (var key in KeysOfRules.Values.SelectMany(keys => keys).Where(key => section.Has(key) && !KeysOfRules[rule].Contains(key)))
        {
            section.Add(key, $"'{key}' says nothing in a check '{word}'; take it out");
        }

        var check = new DeclaredCheck
        {
            Name = "",
            Rule = rule,
            Stops = section.Choice("severity", Severity.Stop) is Severity.Stop,
            Line = map.Line,
            Columns = rule is CheckRule.RowBand ? [] : ColumnsOf(section, word, severalAllowed: rule is CheckRule.Unique or CheckRule.NotNull),
        };
        return rule switch
        {
            CheckRule.AcceptedValues => check with { Values = Values(section, check) },
            CheckRule.Range => Range(section, check),
            CheckRule.Relationship => Relationship(section, check),
            CheckRule.RowBand => RowBand(section, check),
            _ => check,
        };
    }

    private IReadOnlyList<string> ColumnsOf(FeedSection section, string word, bool severalAllowed)
    {
        var texts = section.Texts(word, $"{word}: {columns[^1].Name}") ?? [];
        if (texts.Count > 1 && !severalAllowed)
        {
            section.Add(word, $"'{word}' is about one column; write a check for each");
        }

        foreach (var text in texts.Where(text => columns.All(column => column.Name != text.Value)))
        {
            var near = Words.DidYouMean(text.Value, columns.Select(column => column.Name));
            scope.Mistakes.Add(text.Line, $"'{word}' names {Words.Quote(text.Value)}, which is no column of {what}{(near.Length == 0 ? "." : near)} Its columns are {string.Join(", ", columns.Select(column => column.Name))}");
        }

        return [.. texts.Select(text => text.Value)];
    }

    private IReadOnlyList<string> Values(FeedSection section, DeclaredCheck check)
    {
        section.Require("values", "values: [new, used]");
        return [.. (section.Texts("values", "values: [new, used]") ?? []).Select(text => Value(section, "values", check, text.Value)).OfType<string>()];
    }

    private DeclaredCheck Range(FeedSection section, DeclaredCheck check)
    {
        if (!section.Has("min") && !section.Has("max"))
        {
            scope.Mistakes.Add(section.Line, "a range has neither 'min' nor 'max'; write range: pages, min: 1");
        }

        if (ColumnOf(check) is { Type: { Kind: ColumnKind.Boolean } or { Kind: ColumnKind.Decimal, Precision: > MostComparableDigits } } column)
        {
            section.Add("range", $"a value of {Words.Quote(column.Name)}, {column.Type}, can't be put in order on every engine; write accepted_values");
        }

        return check with
        {
            Min = section.Text("min", "min: 1") is { } min ? Value(section, "min", check, min) : null,
            Max = section.Text("max", "max: 100") is { } max ? Value(section, "max", check, max) : null,
        };
    }

    private DeclaredCheck Relationship(FeedSection section, DeclaredCheck check)
    {
        section.Require("to", "to: authors.name");
        var to = section.Text("to", "to: authors.name");
        if (to is not null)
        {
            scope.Relate(to, ColumnOf(check), section.LineOf("to"));
        }

        return check with { To = to };
    }

    private static DeclaredCheck RowBand(FeedSection section, DeclaredCheck check)
    {
        var text = section.Text("row_band", "row_band: 50%..200%");
        var band = text is null ? null : GuardsReader.ParseBand(text);
        if (text is not null && band is null)
        {
            section.Add("row_band", $"'row_band' is {Words.Quote(text)}; write the least and the greatest share of the nights before, such as row_band: 50%..200%");
        }

        var nights = GuardsReader.Whole(section, "nights", usual: 7, least: 1, most: 366);
        return check with { Band = band ?? Band.Usual, Nights = (int)nights };
    }

    // The canonical text, as the file's own values are read.
    private string? Value(FeedSection section, string key, DeclaredCheck check, string text)
    {
        if (ColumnOf(check) is not { } column)
        {
            return null;
        }

        var canonical = ValueReader.For(column with { Formats = [], DerivedFrom = null }).Read(text, out var problem);
        if (canonical is null || problem is not null)
        {
            section.Add(key, $"{Words.Quote(text)} in '{key}' is no value of column {Words.Quote(column.Name)}, which is {column.Type}");
        }

        return canonical;
    }

    private ColumnDefinition? ColumnOf(DeclaredCheck check) =>
        check.Columns.Count == 0 ? null : columns.FirstOrDefault(column => column.Name == check.Columns[0]);

    private static string NameOf(string dataset, DeclaredCheck check, List<DeclaredCheck> before)
    {
        var name = $"{dataset}.{string.Join('_', check.Columns.Prepend(FeedWord.Of(check.Rule)))}";
        var same = before.Count(other => other.Name == name || other.Name.StartsWith($"{name} ", StringComparison.Ordinal));
        return same == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {same + 1}");
    }

    private enum Severity
    {
        Stop,
        Warn,
    }
}
