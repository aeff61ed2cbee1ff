namespace Pipeline.Core.Ledger;

/// <summary>Somebody's word that one file may pass the guards once (H24).</summary>
public sealed record Approval
{
    /// <summary>Its name in <c>ops.approvals</c>.</summary>
    public required Guid Id { get; init; }

    public required string Feed { get; init; }

    /// <summary>The file, by its root dataset; its nested lists are approved with it.</summary>
    public required string Dataset { get; init; }

    public required DateOnly Night { get; init; }

    /// <summary>The SHA-256 of the file, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who approved it: a user and a machine.</summary>
    public required string ApprovedBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset ApprovedAt { get; init; }

    /// <summary>The datasets that it has been used for: recorded in the transaction that accepted each.</summary>
    public IReadOnlyList<string> UsedFor { get; init; } = [];
}
