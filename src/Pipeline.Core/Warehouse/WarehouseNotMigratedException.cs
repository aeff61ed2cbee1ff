using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>A warehouse lacks scripts that this version of the pipeline needs.</summary>
public sealed class WarehouseNotMigratedException(string warehouse, int missing, int scripts) : PipelineException(
    new Fault
    {
        What = $"{warehouse} is not migrated: {missing} of the {scripts} script(s) of this version were never run on it.",
        Why = "The tables that the pipeline works with are not there, or not as this version knows them, so it did not begin.",
        Untouched = "Nothing was read or written by this command.",
        Next = [NextStep.Run("Create or upgrade them, which is safe to repeat and destroys nothing", "migrate")],
    })
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
