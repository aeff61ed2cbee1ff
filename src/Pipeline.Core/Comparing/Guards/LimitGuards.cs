using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Comparing.Guards;

/// <summary>Mass deletion, mass change and mass quarantine: each a share and a number of records (H23).</summary>
internal sealed class LimitGuards(string file, IDatasetChanges changes, AcceptedNight? last)
{
    private readonly string _dataset = changes.Dataset.Name;
    private readonly GuardLimits _limits = changes.Dataset.Guards;

    // A full dataset's open versions were just read; of the others only those of delivered keys were.
    private long Open => changes.Dataset.Mode is DatasetMode.Full ? changes.Tally.OpenBefore : Math.Max(last?.OpenAfter ?? 0, changes.Tally.OpenBefore);

    public GuardFinding? Deleted() => last is null ? null : Judge(
        "max_deleted", _limits.MaxDeleted, changes.Tally.Gone, Open, "would close", "open version(s)",
        "A dump that lost a part of itself looks just like this, and history would keep the loss as news.");

    public GuardFinding? Changed() => last is null ? null : Judge(
        "max_changed", _limits.MaxChanged, changes.Tally.Changed, Open, "would change", "open version(s)",
        "A change of so many rows at once is mostly a change of format, and each of them would get a new version for it.");

    public GuardFinding? Quarantined() => Judge(
        "max_quarantined", _limits.MaxQuarantined, changes.Tally.Quarantined, changes.Tally.Records, "would send to quarantine", "record(s)",
        "So many rows that can't be accepted are mostly a change of format, and the rest of the file is hardly the whole of it.");

    private GuardFinding? Judge(string guard, decimal? limit, long found, long of, string does, string what, string why)
    {
        if (limit is not { } share)
        {
            return null;
        }

        var part = of == 0 ? 0 : (decimal)found / of;
        var stops = found > 0 && found >= _limits.Floor && part > share;
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{file} {does} {found} of {of} {what} of '{_dataset}' ({GuardLimits.Text(part)}); the limit is {guard}: {GuardLimits.Text(share)}, from {_limits.Floor} on.");
        return new GuardFinding(_dataset, guard, stops ? GuardOutcome.Stopped : GuardOutcome.Passed, detail) { Why = stops ? why : "" };
    }
}
