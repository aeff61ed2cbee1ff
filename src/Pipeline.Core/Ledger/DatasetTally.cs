namespace Pipeline.Core.Ledger;

/// <summary>What one night's delivery did to one dataset, in counts.</summary>
public sealed record DatasetTally
{
    /// <summary>Records in the file; in a nested list, those under accepted parents.</summary>
    public long Records { get; init; }

    /// <summary>Records that are accepted for their key.</summary>
    public long Accepted { get; init; }

    /// <summary>Identical duplicates, and duplicates that <c>order_by</c> puts behind another (H9).</summary>
    public long Collapsed { get; init; }

    /// <summary>Filler, by <c>skip_when</c>, and known facts with other values that the feed ignores.</summary>
    public long Skipped { get; init; }

    /// <summary>Records that went to quarantine.</summary>
    public long Quarantined { get; init; }

    /// <summary>Keys without an open version; some of them may have been there before.</summary>
    public long New { get; init; }

    /// <summary>Keys whose tracked values differ from their open version's.</summary>
    public long Changed { get; init; }

    /// <summary>Keys of which only untracked values differ.</summary>
    public long Refreshed { get; init; }

    /// <summary>Keys that are unchanged.</summary>
    public long Unchanged { get; init; }

    /// <summary>Keys with an open version that an accepted full dump no longer holds.</summary>
    public long Gone { get; init; }

    /// <summary>Open versions that stay open because a row that may be theirs is quarantined.</summary>
    public long Held { get; init; }

    /// <summary>Open versions before the night.</summary>
    public long OpenBefore { get; init; }

    /// <summary>Whether every record of the file is accounted for (H34).</summary>
    public bool IsBalanced => Records == Accepted + Collapsed + Skipped + Quarantined;
}
