using System.Globalization;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Verification;

/// <summary>Holds the versions of one key in silver against those that the accepted nights tell.</summary>
/// <param name="table">Its table.</param>
/// <param name="hashes">What the hashes of versions are of, by the night that they begin at.</param>
/// <param name="derived">What may have made the derived columns; one of them has to agree.</param>
/// <param name="report">Takes what deviates.</param>
internal sealed class VersionComparison(
    StoredTable table, IReadOnlyDictionary<DateTime, RowHashes> hashes, IReadOnlyList<DerivedCheck> derived, Action<string, Deviation> report)
{
    private const string InstantFormat = "yyyy-MM-dd HH:mm:ss";

    /// <param name="stored">The key's versions in silver that are compared; may be none.</param>
    /// <param name="shown">The key's versions as they are replayed; may be none.</param>
    /// <param name="key">Its hash.</param>
    /// <param name="erasedTo">Up to when its versions begin whose values were erased: only hashes and intervals are there to compare; null where none were.</param>
    public void Compare(IReadOnlyList<StoredVersion> stored, IReadOnlyList<FoldedVersion> shown, Hash128 key, DateTime? erasedTo)
    {
        var subject = Name(stored, shown, key);
        foreach (var version in stored)
        {
            CheckValues(version, subject, version.From <= erasedTo);
        }

        foreach (var expected in shown)
        {
            if (stored.FirstOrDefault(version => version.From == expected.From) is not { } found)
            {
                report("version that is missing", new Deviation(subject, $"{Interval(expected.From, expected.To)} {Values(expected)}", "no version that begins then"));
                continue;
            }

            if (found.To != expected.To)
            {
                report("version that ends at another night", new Deviation(subject, Interval(expected.From, expected.To), Interval(found.From, found.To)));
            }

            if (found.Row != expected.Row.Row)
            {
                report("version with other values", new Deviation(
                    subject, $"{Interval(expected.From, expected.To)} {Values(expected)}", Values(found, found.From <= erasedTo)));
            }
            else if (found.Untracked != expected.Row.Untracked)
            {
                report("version with other untracked values", new Deviation(
                    subject, $"{Interval(expected.From, expected.To)} {Values(expected)}", Values(found, found.From <= erasedTo)));
            }
        }

        foreach (var extra in stored.Where(version => shown.All(expected => expected.From != version.From)))
        {
            report("version that no delivery tells", new Deviation(subject, "no version that begins then", $"{Interval(extra.From, extra.To)} {Values(extra, extra.From <= erasedTo)}"));
        }
    }

    // The hashes that the pipeline compares by must be those of the values that readers see.
    private void CheckValues(StoredVersion version, string subject, bool isForgotten)
    {
        if (isForgotten)
        {
            if (version.Values.Any(value => value is not null))
            {
                report("value of a forgotten key", new Deviation(subject, "no value: the key was erased on demand", Values(version, isForgotten)));
            }

            return;
        }

        if (!hashes.TryGetValue(version.From, out var of))
        {
            return;
        }

        var areHashed = Check("key_hash", version.Key, of.Key(version.Values));
        if (of.Row(version.Values) is var row && row != version.Row && !Later(version).Any(later => later.Row(version.Values) == version.Row))
        {
            areHashed &= Check("row_hash", version.Row, row);
        }

        if (version.Untracked is not null && of.Untracked(version.Values) is { } untracked && untracked != version.Untracked
            && !Later(version).Any(later => later.Untracked(version.Values) == version.Untracked))
        {
            areHashed &= Check("untracked_hash", version.Untracked.Value, untracked);
        }

        if (areHashed && Derived(version.Values) is { } correct)
        {
            report("version with other derived values", new Deviation(
                subject, $"{Interval(version.From, version.To)} {Values(correct)}", Values(version.Values)));
        }

        bool Check(string column, Hash128 there, Hash128 asked)
        {
            if (there != asked)
            {
                report($"{column} that is not its values'", new Deviation(
                    subject, $"{Interval(version.From, version.To)} {column} {asked} for {Values(version, isForgotten)}", $"{there}"));
            }

            return there == asked;
        }
    }

    // The row as the last night's definition makes it; null where it is as any of the definitions makes it.
    private IReadOnlyList<string?>? Derived(IReadOnlyList<string?> row)
    {
        IReadOnlyList<string?>? first = null;
        foreach (var check in derived)
        {
            if (check.Correct(row) is not { } correct)
            {
                return null;
            }

            first ??= correct;
        }

        return first;
    }

    // What was refreshed in place since the version began is hashed by the definition of that night, by which a column may be untracked.
    private IEnumerable<RowHashes> Later(StoredVersion version) => hashes
        .Where(one => one.Key > version.From && (version.To is null || one.Key < version.To))
        .Select(one => one.Value);

    private string Name(IReadOnlyList<StoredVersion> stored, IReadOnlyList<FoldedVersion> shown, Hash128 key)
    {
        var names = table.Key.Select(column => column.Name).ToList();
        var values = shown.FirstOrDefault(version => version.Row.Values is not null)?.Row.Values is { } values1
            ? names.Select(name => values1.GetValueOrDefault(name))
            : stored.Count > 0 ? names.Select(name => stored[0].Values[table.IndexOf(name)]) : [];
        return values.All(value => value is null) ? $"key {key}" : string.Join(' ', values.Select(Text));
    }

    private string Values(StoredVersion version, bool isForgotten) => isForgotten ? $"row_hash {version.Row}" : Values(version.Values);

    private string Values(IReadOnlyList<string?> row) => "{" + string.Join(", ", table.Columns
        .Select((column, index) => (column, Value: row[index]))
        .Where(pair => pair.Value is not null && pair.column.Role != "key")
        .Select(pair => $"{pair.column.Name}: {Text(pair.Value)}")) + "}";

    private string Values(FoldedVersion version) => version.Row.Values is not { } values
        ? $"row_hash {version.Row.Row}"
        : "{" + string.Join(", ", table.Columns
            .Where(column => column.Role != "key" && values.GetValueOrDefault(column.Name) is not null)
            .Select(column => $"{column.Name}: {Text(values[column.Name])}")) + "}";

    private static string Text(string? value) => value is null ? "null" : $"'{value}'";

    private static string Interval(DateTime from, DateTime? to) => string.Create(
        CultureInfo.InvariantCulture, $"[{from.ToString(InstantFormat, CultureInfo.InvariantCulture)}, {to?.ToString(InstantFormat, CultureInfo.InvariantCulture) ?? "now"})");
}
