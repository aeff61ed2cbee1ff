namespace Pipeline.Core.Ledger;

/// <summary>A record of an accepted delivery that could not be accepted itself, as it waits in quarantine.</summary>
public sealed record QuarantinedRow
{
    public required string Dataset { get; init; }

    public required DateOnly Night { get; init; }

    /// <summary>The file's name at its source.</summary>
    public required string File { get; init; }

    /// <summary>The record's number among those of its dataset in the file, from 1.</summary>
    public required long Record { get; init; }

    /// <summary>The line it begins on, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>The kind of reason: <c>no key</c>, <c>bad value</c>, …</summary>
    public required string Reason { get; init; }

    /// <summary>The column to blame, or null.</summary>
    public string? Column { get; init; }

    /// <summary>The offending value, cut; null where there is none.</summary>
    public string? Value { get; init; }

    /// <summary>The reason in words.</summary>
    public required string Message { get; init; }

    /// <summary>What it holds open that night (H15, H16): <c>key</c>, <c>siblings</c>, <c>absent</c> (all absent keys), or null.</summary>
    public string? Holds { get; init; }

    /// <summary>The record as it came.</summary>
    public required string Raw { get; init; }
}
