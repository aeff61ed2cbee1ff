namespace Pipeline.Core.Warehouse.Rows;

/// <summary>A query that returns offending rows; it must return none before gold is published.</summary>
public sealed record GoldCheck
{
    /// <summary>The model and the rule, as the file's name has them: <c>movie_performance.streams_add_up</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What must hold, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Whether an offending row keeps gold from being published, or is only reported.</summary>
    public required CheckSeverity Severity { get; init; }

    /// <summary>The query, helpers not yet rendered.</summary>
    public required string Sql { get; init; }
}

/// <summary>What an offending row does.</summary>
public enum CheckSeverity
{
    /// <summary>It is reported.</summary>
    Warn,

    /// <summary>Gold is not published.</summary>
    Stop,
}

/// <summary>What a check found.</summary>
/// <param name="Check">The check.</param>
/// <param name="Offending">How many rows offend.</param>
/// <param name="Samples">The first five of them, a line each.</param>
public sealed record CheckResult(GoldCheck Check, long Offending, IReadOnlyList<string> Samples);
