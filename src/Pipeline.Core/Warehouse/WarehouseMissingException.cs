using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>There is no warehouse where one was looked for.</summary>
public sealed class WarehouseMissingException(string warehouse) : PipelineException(
    $"""
    There is no warehouse at {warehouse} yet.
    A warehouse is made by the first night that is run into it, so there is nothing to show.
    Nothing was read or written.
    Run a night first, or name another warehouse: ./pipeline run FEED --warehouse sqlite:DIR
    """)
{
    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
