using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Feeds.Values;

namespace Pipeline.Core.Feeds.Derivations;

/// <summary>The date of a timestamp in the declared zone.</summary>
internal sealed class DateFromTimestamp : Derivation
{
    public override bool Derives(ColumnKind source, ColumnKind target) => source is ColumnKind.Timestamp && target is ColumnKind.Date;

    public override IEnumerable<DerivationMistake> FindMistakes(ColumnDefinition source, ColumnDefinition column)
    {
        if (column.Formats.Count > 0)
        {
            yield return new DerivationMistake("format", $"is for reading text, and column {Words.Quote(source.Name)} is {source.Type}");
        }

        if (column.Zone is null)
        {
            yield return new DerivationMistake(
                "zone", $"is the date of the timestamp {Words.Quote(source.Name)}; say in which zone its day is meant: zone: feed", IsMissing: true);
        }
    }

    // Definitions that were accepted before `zone` was required meant UTC.
    public override ValueReader Reader(ColumnDefinition column) => base.Reader(column with { Zone = column.Zone ?? TimeZoneInfo.Utc });
}
