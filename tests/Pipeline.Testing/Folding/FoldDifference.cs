using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Testing.Folding;

/// <summary>Where a warehouse is not what <see cref="Fold"/> says: in its versions, its counts, the dump of a night, or by what must never be.</summary>
/// <remarks>Each asks one question, and answers with what is expected and what is there; null where the two are the same.</remarks>
internal static class FoldDifference
{
    /// <summary>Night 0 of every case.</summary>
    public static DateOnly First { get; } = new(2021, 12, 1);

    /// <summary>The first difference of a case, whatever it is.</summary>
    public static string? Of(WarehouseProbe warehouse, FeedDefinition feed, CaseSettings settings, Fold fold) => fold.Levels
        .Select((level, depth) => (Level: level, Dataset: Dataset(feed, settings, depth)))
        .Select(one => Said(one.Dataset, OfVersions(warehouse, one.Dataset, one.Level)
            ?? OfCounts(warehouse, feed, one.Dataset, one.Level)
            ?? OfDumps(warehouse, settings, one.Dataset, one.Level)
            ?? OfInvariants(warehouse, one.Dataset)))
        .FirstOrDefault(difference => difference is not null);

    /// <summary>The first difference between a case's versions and the fold's.</summary>
    public static string? OfVersions(WarehouseProbe warehouse, FeedDefinition feed, CaseSettings settings, Fold fold) => fold.Levels
        .Select((level, depth) => (Level: level, Dataset: Dataset(feed, settings, depth)))
        .Select(one => Said(one.Dataset, OfVersions(warehouse, one.Dataset, one.Level)))
        .FirstOrDefault(difference => difference is not null);

    /// <summary>A dataset as it was on a night, by whoever gives it back.</summary>
    public static string? OfDump(Fold.Level level, int night, IEnumerable<(string Key, Fold.Row Row)> found) => Between(
        Lines(level.Versions.SelectMany(key => key.Value
            .Where(version => version.From <= night && (version.To is null || version.To > night))
            .Select(version => Line(key.Key, version.Row)))),
        Lines(found.Select(record => Line(record.Key, record.Row))));

    /// <summary>A case's dataset.</summary>
    public static DatasetDefinition Dataset(FeedDefinition feed, CaseSettings settings, int level) =>
        feed.AllDatasets.Single(dataset => dataset.Name == settings.Dataset(level));

    private static string? OfVersions(WarehouseProbe warehouse, DatasetDefinition dataset, Fold.Level level)
    {
        var key = string.Join(", ", dataset.Key.Select(SqlLibrary.Quote));
        var columns = dataset.Columns.Select(column => column.Name).ToList();
        string Column(string name) => columns.Contains(name) ? name : "null";
        return Between(
            Lines(level.Versions.SelectMany(versions => versions.Value.Select(version =>
                Line(versions.Key, version.Row, version.From, version.To, version == versions.Value[^1])))),
            Lines(warehouse
                .Query($"select v, {Column("o")}, {Column("u")}, valid_from, valid_to, is_latest, {key} from silver.{dataset.Name}")
                .Select(row => Line(
                    string.Concat(row.Skip(6).Select(part => $"/{part}")),
                    new Fold.Row(row[0], row[1] is { } order ? int.Parse(order, CultureInfo.InvariantCulture) : null, row[2]),
                    Night(row[3]!),
                    row[4] is { } to ? Night(to) : null,
                    row[5] == "1"))));
    }

    private static string? OfCounts(WarehouseProbe warehouse, FeedDefinition feed, DatasetDefinition dataset, Fold.Level level) => Between(
        string.Join('\n', level.Nights.OrderBy(night => night.Key).Select(night => $"{night.Key} {night.Value} {level.Holds[night.Key]}")),
        string.Join('\n', warehouse.Query($"""
            select records, accepted, collapsed, skipped, quarantined, new, changed, refreshed, unchanged, gone, held, back, open_before, open_after, night,
                (select count(*) from history.held_keys as h where h.feed = n.feed and h.dataset = n.dataset and h.night = n.night and h.scope = 'key'),
                (select count(*) from history.held_keys as h where h.feed = n.feed and h.dataset = n.dataset and h.night = n.night and h.scope <> 'key')
            from history.accepted_nights as n
            where feed = '{feed.Name}' and dataset = '{dataset.Name}'
            order by night
            """).Select(row =>
            {
                var n = row.Take(14).Select(value => int.Parse(value!, CultureInfo.InvariantCulture)).ToList();
                var counts = new Fold.Counts
                {
                    Records = n[0],
                    Accepted = n[1],
                    Collapsed = n[2],
                    Skipped = n[3],
                    Quarantined = n[4],
                    New = n[5],
                    Changed = n[6],
                    Refreshed = n[7],
                    Unchanged = n[8],
                    Gone = n[9],
                    Held = n[10],
                    Back = n[11],
                    OpenBefore = n[12],
                    OpenAfter = n[13],
                };
                return $"{Night(row[14]!)} {counts} ({row[15]}, {row[16]})";
            })));

    // As of every night, what the dump held is there with its values; of a full dataset nothing else but what is held.
    private static string? OfDumps(WarehouseProbe warehouse, CaseSettings settings, DatasetDefinition dataset, Fold.Level level)
    {
        foreach (var (night, dump) in level.Dumps)
        {
            var at = $"'{First.AddDays(night):yyyy-MM-dd} 02:00:00.000000'";
            var there = warehouse.Query(
                    $"select {string.Join(", ", dataset.Key.Select(SqlLibrary.Quote))}, v, {(settings.HasOrder ? "o" : "null")} from silver.{dataset.Name} where valid_from <= {at} and (valid_to is null or valid_to > {at})")
                .Select(row => $"/{string.Join('/', row.Take(dataset.Key.Count))} {row[^2] ?? "null"} {row[^1] ?? "null"}")
                .ToHashSet();
            var lost = dump.Select(record => $"{record.Key} {record.Value.Value ?? "null"} {Text(record.Value.Order)}").Where(line => !there.Contains(line)).ToList();
            if (lost.Count > 0 || (settings.Mode == "full" && there.Count != dump.Count + level.Nights[night].Held))
            {
                return $"as of {at} {there.Count} record(s) are there, of {dump.Count} that were delivered and {level.Nights[night].Held} that are held; not there:\n{Lines(lost)}";
            }
        }

        return null;
    }

    private static string? OfInvariants(WarehouseProbe warehouse, DatasetDefinition dataset) => Between("0 0 0 0", string.Join(' ', warehouse.Query($"""
        select
            (select count(*) from (select key_hash from silver.{dataset.Name} where valid_to is null group by key_hash having count(*) > 1) as a),
            (select count(*) from silver.{dataset.Name} where valid_to <= valid_from),
            (select count(*) from silver.{dataset.Name} as a inner join silver.{dataset.Name} as b on a.key_hash = b.key_hash and a.valid_from < b.valid_from and (a.valid_to is null or a.valid_to > b.valid_from)),
            (select count(*) from (select key_hash from silver.{dataset.Name} group by key_hash having sum(cast(is_latest as int)) <> 1) as c)
        """)[0]));

    private static int Night(string instant) =>
        DateOnly.ParseExact(instant[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - First.DayNumber;

    private static string Line(string key, Fold.Row row, int from, int? to, bool isLatest) => $"{Line(key, row)} [{from},{to}){(isLatest ? " *" : "")}";

    private static string Line(string key, Fold.Row row) => $"{key} {row.Value ?? "null"} {Text(row.Order)} {row.Untracked ?? "null"}";

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    private static string? Between(string expected, string found) => expected == found ? null : $"expected\n{expected}\nfound\n{found}";

    private static string? Said(DatasetDefinition dataset, string? difference) => difference is null ? null : $"{dataset.Name}\n{difference}";
}
