namespace Pipeline.Core.Ledger;

/// <summary>What one guard found of a delivery to one dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Guard">The guard: <c>empty</c>, <c>max_deleted</c>, <c>max_changed</c>, <c>max_quarantined</c>, <c>row_band</c>, <c>size_band</c>, <c>cut_off</c>, <c>missing_column</c>, <c>new_column</c>, <c>same_file</c>.</param>
/// <param name="Outcome">Whether it stops the night.</param>
/// <param name="Detail">What it found, with numbers and the limit, as a whole sentence.</param>
public sealed record GuardFinding(string Dataset, string Guard, GuardOutcome Outcome, string Detail)
{
    /// <summary>Why a night that is stopped by it must not be accepted as it is; empty otherwise.</summary>
    public string Why { get; init; } = "";

    /// <summary>What to do where the delivery is wrong, as a sentence without its full stop; empty where it is to be sent again.</summary>
    public string Remedy { get; init; } = "";
}

/// <summary>What a guard makes of a delivery.</summary>
public enum GuardOutcome
{
    /// <summary>It lies within the limit.</summary>
    Passed,

    /// <summary>There are too few nights to compare with.</summary>
    NoHistory,

    /// <summary>It lies beyond the limit: the dataset's night is stopped.</summary>
    Stopped,

    /// <summary>It lies beyond the limit and was approved (H24).</summary>
    Approved,
}
