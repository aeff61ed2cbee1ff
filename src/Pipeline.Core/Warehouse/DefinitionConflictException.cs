using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>A feed file asks for tables that differ from those there are in a way that a night does not decide by itself.</summary>
public sealed class DefinitionConflictException : PipelineException
{
    private DefinitionConflictException(Fault fault) : base(fault)
    {
    }

    /// <param name="feed">The feed.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="differences">What differs, one a line: <c>migrate</c> of the feed says what becomes of each.</param>
    public DefinitionConflictException(string feed, string dataset, IReadOnlyList<string> differences)
        : this(new Fault
        {
            What = Heading(feed, dataset, differences),
            Why = "Loading on would rewrite versions that were exact when they were written, or add some that no delivery asked for; a night never decides that by itself.",
            Untouched = $"bronze.{dataset} and silver.{dataset} are unchanged.",
            Next = [NextStep.Run("See what each change means, and how it is made", "migrate", feed, "--dry-run")],
        })
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    /// <summary>What no migration changes: whose the tables are, and where in a cluster they lie.</summary>
    public static DefinitionConflictException Fixed(string feed, string dataset, string difference) => new(
        new Fault
        {
            What = Heading(feed, dataset, [difference]),
            Why = "That is decided when a dataset is first loaded, and loading on would spoil tables that were right until now.",
            Untouched = $"bronze.{dataset} and silver.{dataset} are unchanged.",
            Next = [NextStep.Run("Put the definition back, or load the new one as a dataset of another name; then run", "validate", feed)],
        });

    private static string Heading(string feed, string dataset, IReadOnlyList<string> differences) =>
        $"""
        The feed file of '{feed}' no longer fits the history of '{dataset}' in {differences.Count} place(s):
          {string.Join($"{Environment.NewLine}  ", differences)}
        """;
}
