using Pipeline.Core.Warehouse;

namespace Pipeline.Benchmarks;

/// <summary>An engine that takes part: a new warehouse, and the engine's own tools.</summary>
/// <param name="Engine">The engine's name.</param>
/// <param name="Open">Opens a warehouse that is migrated.</param>
/// <param name="Tools">The tools; the pipeline's time is shown as a multiple of the first one's.</param>
internal sealed record BulkTarget(string Engine, Func<IWarehouse> Open, IReadOnlyList<BulkTool> Tools);

/// <summary>A tool that takes CSV files into plain tables, which it recreates.</summary>
/// <param name="Name">The tool as one would name it.</param>
/// <param name="ImportAsync">Takes the files in.</param>
internal sealed record BulkTool(string Name, Func<IReadOnlyList<BulkFile>, CancellationToken, Task> ImportAsync);

/// <summary>The rows of a table, as CSV without a header.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Path">The file.</param>
internal sealed record BulkFile(string Table, IReadOnlyList<string> Columns, string Path);
