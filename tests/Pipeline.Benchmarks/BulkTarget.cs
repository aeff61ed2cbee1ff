using Pipeline.Core.Warehouse;

namespace Pipeline.Benchmarks;

/// <summary>An engine that takes part: a new warehouse, and the engine's own tool.</summary>
/// <param name="Engine">The engine's name.</param>
/// <param name="Tool">The tool as one would name it.</param>
/// <param name="Open">Opens a warehouse that is migrated.</param>
/// <param name="ImportAsync">Takes CSV files into plain tables with the tool.</param>
internal sealed record BulkTarget(
    string Engine, string Tool, Func<IWarehouse> Open, Func<IReadOnlyList<BulkFile>, CancellationToken, Task> ImportAsync);

/// <summary>The rows of a table, as CSV without a header.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Path">The file.</param>
internal sealed record BulkFile(string Table, IReadOnlyList<string> Columns, string Path);
