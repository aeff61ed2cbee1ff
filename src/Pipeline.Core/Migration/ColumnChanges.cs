using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Migration;

/// <summary>What a feed file says otherwise of one dataset's columns, and what that does to history.</summary>
/// <param name="schema">Counts the values that a change affects.</param>
/// <param name="feed">The feed.</param>
/// <param name="dataset">The dataset as it is declared now.</param>
/// <param name="table">Its table as it is.</param>
/// <param name="before">The definition that the last night was read with; null where there is none, or it is lost.</param>
internal sealed class ColumnChanges(ISchema schema, string feed, DatasetDefinition dataset, StoredTable table, DatasetDefinition? before)
{
    private const string OtherRecords = "Versions that are written would be of other records.";
    private const string NullUntilNow = "Null in the versions there are; its values begin with the next night.";
    private const string MadeAnew = "Made in every version there is, from the values that the version has; no version and no hash changes.";

    public async Task<IReadOnlyList<FeedChange>> FindAsync(CancellationToken cancellationToken)
    {
        var changes = new List<FeedChange>();
        var matched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stored in table.Columns)
        {
            if (NowOf(stored) is { } now)
            {
                matched.Add(now.Name);
                changes.AddRange(await CompareAsync(stored, now, cancellationToken));
            }
            else if (stored.Role != ColumnRole.Removed)
            {
                changes.Add(await RemoveAsync(stored, cancellationToken));
            }
        }

        changes.AddRange(dataset.Columns.Where(column => !matched.Contains(column.Name)).Select(Add));
        return changes;
    }

    // A column by its name, or by one that it had before.
    private ColumnDefinition? NowOf(StoredColumn stored) =>
        dataset.Columns.FirstOrDefault(column => column.Name == stored.Name)
        ?? dataset.Columns.FirstOrDefault(column => column.Was.Contains(stored.Name) && table.IndexOf(column.Name) < 0);

    private FeedChange Add(ColumnDefinition column) => ColumnRole.Of(dataset, column) switch
    {
        ColumnRole.Key => new FeedChange(dataset.Name, column.Name, $"new column {column.Type}, part of the key", FeedChangeEffect.Rebuild, OtherRecords),
        ColumnRole.Derived => new FeedChange(
            dataset.Name, column.Name, $"new column {column.Type}, derived", FeedChangeEffect.Safe, MadeAnew),
        _ => new FeedChange(
            dataset.Name, column.Name, $"new column {column.Type}", FeedChangeEffect.Safe, NullUntilNow)
        { Next = ReadOlderNights },
    };

    private NextStep ReadOlderNights => NextStep.Run(
        "For older nights run them again: the same file, read with this definition, replaces its night", "run", feed, "--backfill", "FIRST..LAST");

    private async Task<FeedChange> RemoveAsync(StoredColumn stored, CancellationToken cancellationToken)
    {
        if (stored.Role == ColumnRole.Key)
        {
            return await LeavesKeyAsync(stored, "key column no longer named", cancellationToken);
        }

        var what = $"column no longer named ({stored.Role}, {stored.Type})";
        var becomes = stored with { Role = ColumnRole.Removed };
        return stored.Role == ColumnRole.Tracked
            ? await CountedAsync(stored, what, "It stays in the table, with the values of the versions there are, and is null from the next night on.", becomes, cancellationToken)
            : new FeedChange(
                dataset.Name, stored.Name, what, FeedChangeEffect.Safe, "It stays in the table, with the values of the versions there are; versions that begin from now on have none.")
            {
                Becomes = becomes,
            };
    }

    private async Task<IReadOnlyList<FeedChange>> CompareAsync(StoredColumn stored, ColumnDefinition now, CancellationToken cancellationToken)
    {
        var changes = new List<FeedChange>();
        var role = ColumnRole.Of(dataset, now);
        if (now.Name != stored.Name)
        {
            changes.Add(new FeedChange(
                dataset.Name, stored.Name, $"renamed to {now.Name}", FeedChangeEffect.Safe, "Hashes know it by its first name, so no version changes."));
        }

        var kept = stored;
        if (now.Type != stored.Type)
        {
            var retyped = await RetypeAsync(stored, now, cancellationToken);
            changes.Add(retyped);
            kept = retyped.Becomes ?? stored;
        }

        if (role == ColumnRole.Derived && stored.Role == role && before is not null && !DerivedColumns.AreMadeAlike(dataset, now, before))
        {
            changes.Add(new FeedChange(dataset.Name, now.Name, "made otherwise", FeedChangeEffect.Safe, MadeAnew));
        }

        if (role != stored.Role)
        {
            changes.Add(await ChangeRoleAsync(kept, role, cancellationToken));
        }
        else if (HashNameBefore(stored) is { } name && name != now.HashName && role is ColumnRole.Key)
        {
            changes.Add(new FeedChange(
                dataset.Name, stored.Name, $"first name {name} becomes {now.HashName}", FeedChangeEffect.Rebuild, $"{OtherRecords} Keep the first name in `was`."));
        }
        else if (HashNameBefore(stored) is { } former && former != now.HashName && role is ColumnRole.Tracked)
        {
            changes.Add(await CountedAsync(
                stored, $"first name {former} becomes {now.HashName}", "Hashes know a column by its first name; keep that in `was`, and no version changes.", null, cancellationToken));
        }

        return changes;
    }

    private async Task<FeedChange> LeavesKeyAsync(StoredColumn stored, string what, CancellationToken cancellationToken) =>
        await schema.IsDistributionColumnAsync(dataset.Name, stored.Name, cancellationToken)
            ? new FeedChange(dataset.Name, stored.Name, what, FeedChangeEffect.Refused, "Its records are spread over the cluster by this column, so it stays a part of the key.")
            : new FeedChange(dataset.Name, stored.Name, what, FeedChangeEffect.Rebuild, OtherRecords);

    // The name that hashes of the last night knew the column by.
    private string? HashNameBefore(StoredColumn stored) => before?.Columns.FirstOrDefault(column => column.Name == stored.Name)?.HashName;

    private async Task<FeedChange> RetypeAsync(StoredColumn stored, ColumnDefinition now, CancellationToken cancellationToken)
    {
        var what = $"{stored.Type} becomes {now.Type}";
        if (await schema.IsDistributionColumnAsync(dataset.Name, stored.Name, cancellationToken))
        {
            return new FeedChange(
                dataset.Name, stored.Name, what, FeedChangeEffect.Refused, "Its records are spread over the cluster by this column, and such a column keeps its type.");
        }

        if (!TypeWidening.IsPossible(stored.Type, now.Type, out var limit))
        {
            return new FeedChange(
                dataset.Name, stored.Name, what, FeedChangeEffect.Rebuild, "Not every value of the one type is a value of the other: versions that are written would say something else.");
        }

        return limit is { } bound && await schema.CountBeyondAsync(dataset.Name, stored.Name, bound, cancellationToken) is > 0 and var beyond
            ? new FeedChange(
                dataset.Name,
                stored.Name,
                what,
                FeedChangeEffect.Rebuild,
                string.Create(CultureInfo.InvariantCulture, $"{beyond} value(s) that are written do not fit it: they do not lie between -{bound} and {bound}."))
            : new FeedChange(dataset.Name, stored.Name, what, FeedChangeEffect.Safe, "Every value stays the same value, so no hash and no version changes.")
            {
                Becomes = stored with { Type = now.Type },
            };
    }

    private async Task<FeedChange> ChangeRoleAsync(StoredColumn stored, string role, CancellationToken cancellationToken)
    {
        var becomes = stored with { Role = role };
        var what = $"{stored.Role} becomes {role}";
        return (stored.Role, role) switch
        {
            (ColumnRole.Key, _) => await LeavesKeyAsync(stored, what, cancellationToken),
            (_, ColumnRole.Key) => new FeedChange(dataset.Name, stored.Name, what, FeedChangeEffect.Rebuild, OtherRecords),
            (ColumnRole.Removed, _) => new FeedChange(
                dataset.Name, stored.Name, $"named again ({role}, {stored.Type})", FeedChangeEffect.Safe, NullUntilNow)
            { Becomes = becomes, Next = ReadOlderNights },
            (ColumnRole.Tracked, _) or (_, ColumnRole.Tracked) => await CountedAsync(
                stored, what, "It enters or leaves what versions are distinguished by.", becomes, cancellationToken),
            _ => new FeedChange(dataset.Name, stored.Name, what, FeedChangeEffect.Safe, "Versions are not distinguished by it, before and after.") { Becomes = becomes },
        };
    }

    // What is in the hash of a row or no longer: null is in none (H11), so only versions with a value are concerned.
    private async Task<FeedChange> CountedAsync(
        StoredColumn stored, string what, string meaning, StoredColumn? becomes, CancellationToken cancellationToken)
    {
        var open = await schema.CountOpenAsync(dataset.Name, stored.Name, cancellationToken);
        return new FeedChange(
            dataset.Name,
            stored.Name,
            what,
            open == 0 ? FeedChangeEffect.Safe : FeedChangeEffect.NewVersions,
            open == 0
                ? $"{meaning} No open version has a value in it, so none changes."
                : string.Create(CultureInfo.InvariantCulture, $"{meaning} {open} open version(s) have a value in it: {Consequence}"))
        {
            NewVersions = open,
            Becomes = becomes,
        };
    }

    private string Consequence => dataset.Mode is DatasetMode.Append && dataset.OnConflict is not OnConflict.Version
        ? "a fact of them that is delivered again counts as one with other values (on_conflict)."
        : "each whose record is delivered gets a new version, and max_changed may stop that night.";
}
