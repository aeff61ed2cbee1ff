namespace Pipeline.Core.Warehouse.Rows;

/// <summary>One numbered script of a warehouse's schemas.</summary>
/// <param name="Name">The script's file name, such as <c>0002_ops.sql</c>.</param>
/// <param name="WasRun">Whether it was run now; the warehouse had it before otherwise.</param>
public sealed record MigrationScript(string Name, bool WasRun);
