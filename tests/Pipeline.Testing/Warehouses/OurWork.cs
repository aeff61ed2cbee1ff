namespace Pipeline.Testing.Warehouses;

/// <summary>The columns that record our work, in which two equal warehouses may differ ("the same bytes" in the rules of history).</summary>
public static class OurWork
{
    public static IReadOnlySet<string> Columns { get; } = new HashSet<string>
    {
        "run_id", "recorded_at", "published_at", "received_at", "modified_at", "started_at", "finished_at", "elapsed_ms", "token",
        "superseded_by_run_id", "closed_by_run_id", "known_from", "known_to", "superseded_at",
    };

    /// <summary>No column at all: a night that is run again changes nothing, our work among it.</summary>
    public static IReadOnlySet<string> Nothing { get; } = new HashSet<string>();
}
