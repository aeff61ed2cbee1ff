using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>There is no warehouse where one was looked for.</summary>
public sealed class WarehouseMissingException(string warehouse) : PipelineException(
    new Fault
    {
        What = $"There is no warehouse at {warehouse} yet.",
        Why = "A warehouse is made by the first night that is run into it, so there is nothing to show.",
        Untouched = "Nothing was read or written.",
        Next = [NextStep.Run("Run a night first, or name another warehouse", "run", NextStep.Feed, "--warehouse", "sqlite:DIR")],
    })
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
