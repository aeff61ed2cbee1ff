using Pipeline.Core.Errors;

namespace Pipeline.Core.Warehouse;

/// <summary>A feed file asks for tables that differ from those there are in a way that would rewrite history.</summary>
public sealed class DefinitionConflictException(string feed, string dataset, IReadOnlyList<string> differences)
    : PipelineException(Describe(feed, dataset, differences))
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    private static string Describe(string feed, string dataset, IReadOnlyList<string> differences) =>
        $"""
        The feed file of '{feed}' no longer fits the history of '{dataset}' in {differences.Count} place(s):
          {string.Join($"{Environment.NewLine}  ", differences)}
        Loading on would rewrite versions that were exact when they were written; this version of the pipeline only adds columns.
        bronze.{dataset} and silver.{dataset} are as they were.
        Put the definition back, or load the new one as a dataset of another name; then run: ./pipeline validate {feed}
        """;
}
