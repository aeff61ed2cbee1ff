using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Derivations;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>What the keys of one column must be to each other.</summary>
internal sealed class ColumnRules(Mistakes mistakes, ColumnDefinition column, FeedSection? section, int line)
{
    private readonly string _name = Words.Quote(column.Name);

    private ColumnKind Kind => column.Type.Kind;

    private bool IsTime => Kind is ColumnKind.Date or ColumnKind.Timestamp;

    public void Check(ColumnOrigin origin)
    {
        if (!IsTime)
        {
            Refuse("format", column.Formats.Count > 0, "is for dates and timestamps");
            Refuse("zone", column.Zone is not null, "is for dates and timestamps");
        }

        if (Kind is not ColumnKind.Text)
        {
            Refuse("normalise", column.Normalise.Any(step => step != Normalisation.Trim), "is for text; other types take trim only");
        }

        if (origin.Column is { } source)
        {
            CheckDerived(source, origin.From);
        }

        if (IsTime && origin.Column is null or { Type.Kind: ColumnKind.Text })
        {
            CheckFormats();
        }
    }

    private void CheckDerived(ColumnDefinition source, string from)
    {
        var orTheSource = from == FieldPath.Element ? "" : $"; to read the source's own field {Words.Quote(from)} write from: $.{from}";
        if (source.Type == column.Type && column.Normalise.Count == 0)
        {
            Add("from", $"column {_name} copies column {Words.Quote(source.Name)}{orTheSource}");
            return;
        }

        if (Derivation.Find(source.Type, column.Type) is not { } rule)
        {
            Add("from", $"column {_name} can't be made from column {Words.Quote(source.Name)}: {source.Type} does not become {column.Type}{orTheSource}");
            return;
        }

        foreach (var mistake in rule.FindMistakes(source, column))
        {
            if (mistake.IsMissing)
            {
                mistakes.Add(line, $"column {_name} {mistake.What}");
            }
            else
            {
                Refuse(mistake.Key, wrong: true, mistake.What);
            }
        }

        Refuse("tracked", !column.Tracked, "means nothing: a column made from another takes no part in comparison");
    }

    private void CheckFormats()
    {
        foreach (var format in column.Formats)
        {
            if (DateFormatReader.FindMistake(format) is { } mistake)
            {
                Add("format", $"the format {Words.Quote(format)} of column {_name} {mistake}");
            }
            else if (Kind is ColumnKind.Timestamp && column.Zone is null && !DateFormatReader.HoldsOffset(format))
            {
                Add("format", $"the format {Words.Quote(format)} of column {_name} holds no offset from UTC (zzz or K); say which zone is meant: zone: feed, or zone: UTC");
            }
        }
    }

    private void Refuse(string key, bool wrong, string why)
    {
        if (wrong)
        {
            Add(key, $"'{key}' of column {_name} {why}; take it out");
        }
    }

    private void Add(string key, string message) => mistakes.Add(section?.LineOf(key) ?? line, message);
}
