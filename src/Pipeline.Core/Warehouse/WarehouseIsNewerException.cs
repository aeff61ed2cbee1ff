using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>A warehouse has had scripts that this version of the pipeline does not know.</summary>
public sealed class WarehouseIsNewerException(string warehouse, IReadOnlyList<string> unknown) : PipelineException(
    new Fault
    {
        What = FormattableString.Invariant($"{warehouse} was migrated by a newer pipeline: it has had {unknown.Count} script(s) that this one does not know ({string.Join(", ", unknown)})."),
        Why = "What they changed is not known here, and a night written without that knowledge could spoil history.",
        Untouched = "Nothing was read or written by this command.",
        Next = [NextStep.Run("Install the newer version, or name another warehouse; then see how it stands", "status")],
    })
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
