using Pipeline.Core.Ledger;

namespace Pipeline.Core.History.Corrections;

/// <summary>How much the counts of one accepted night differ between the two histories, for the keys that are replayed.</summary>
internal sealed class NightCounts
{
    public DatasetTally Tally { get; private set; } = new();

    public long Back { get; private set; }

    public long OpenBefore { get; set; }

    public long OpenAfter { get; set; }

    public bool IsZero => Tally == new DatasetTally() && Back == 0 && OpenBefore == 0 && OpenAfter == 0;

    /// <summary>Counts a comparison with one of the histories.</summary>
    public void Add(DatasetTally tally, long back, int sign)
    {
        Tally = Sum(Tally, tally, sign);
        Back += sign * back;
    }

    /// <summary>Counts one observation.</summary>
    public void Add(Change change, bool isHeldOpen, int sign)
    {
        var isDelivered = change is Change.New or Change.Back or Change.Changed or Change.Refreshed or Change.Unchanged;
        Add(
            new DatasetTally
            {
                Accepted = isDelivered ? 1 : 0,
                New = change is Change.New or Change.Back ? 1 : 0,
                Changed = change is Change.Changed ? 1 : 0,
                Refreshed = change is Change.Refreshed ? 1 : 0,
                Unchanged = change is Change.Unchanged ? 1 : 0,
                Gone = change is Change.Gone ? 1 : 0,
                Held = isHeldOpen ? 1 : 0,
            },
            change is Change.Back ? 1 : 0,
            sign);
    }

    public AcceptedNight ApplyTo(AcceptedNight night) => night with
    {
        Tally = Sum(night.Tally, Tally, 1) with { OpenBefore = night.Tally.OpenBefore + OpenBefore },
        Back = night.Back + Back,
        OpenAfter = night.OpenAfter + OpenAfter,
    };

    // Open versions before the night are counted apart: a comparison of some keys knows nothing of all.
    private static DatasetTally Sum(DatasetTally one, DatasetTally other, int sign) => new()
    {
        Records = one.Records + (sign * other.Records),
        Accepted = one.Accepted + (sign * other.Accepted),
        Collapsed = one.Collapsed + (sign * other.Collapsed),
        Skipped = one.Skipped + (sign * other.Skipped),
        Quarantined = one.Quarantined + (sign * other.Quarantined),
        New = one.New + (sign * other.New),
        Changed = one.Changed + (sign * other.Changed),
        Refreshed = one.Refreshed + (sign * other.Refreshed),
        Unchanged = one.Unchanged + (sign * other.Unchanged),
        Gone = one.Gone + (sign * other.Gone),
        Held = one.Held + (sign * other.Held),
        OpenBefore = one.OpenBefore,
    };
}
