namespace Pipeline.Core.Warehouse.Rows;

/// <summary>What a verification has looked at, and found.</summary>
public sealed record VerificationReport
{
    /// <summary>Names it in <c>ops.verifications</c>.</summary>
    public required Guid VerificationId { get; init; }

    public required string Feed { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Which keys were replayed: <c>all keys</c>, <c>part 7 of 30</c>.</summary>
    public required string Sample { get; init; }

    /// <summary>What was looked at, dataset by dataset.</summary>
    public required IReadOnlyList<VerifiedDataset> Datasets { get; init; }

    /// <summary>What is wrong.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What could not be verified, a sentence each.</summary>
    public required IReadOnlyList<string> Unverified { get; init; }

    /// <summary>How many deviations there are.</summary>
    public long Deviations => Findings.Sum(finding => finding.Count);
}

/// <summary>What was looked at of one dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Nights">Accepted nights that were read again.</param>
/// <param name="Records">Records in them that belong to the part.</param>
/// <param name="Keys">Keys whose history was replayed.</param>
/// <param name="Versions">Versions that were compared.</param>
/// <param name="Forgotten">Keys among them whose values were erased: only their hashes were compared.</param>
public sealed record VerifiedDataset(string Dataset, int Nights, long Records, long Keys, long Versions, long Forgotten);
