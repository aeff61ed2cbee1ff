using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Shows the SQL that an operation sends for a dataset, for a DBA to read before anything is run. It connects to nothing.</summary>
public sealed class RenderSql(FeedFolder feeds, IWarehouse warehouse)
{
    /// <summary>The operations whose statements can be shown.</summary>
    public IReadOnlyList<SqlOperation> Operations => warehouse.Review.Operations;

    /// <summary>Renders the statements of an operation, in the order in which they are sent.</summary>
    /// <param name="name">The operation's name.</param>
    /// <param name="dataset">The dataset.</param>
    /// <exception cref="RefusedException">There is no such operation.</exception>
    /// <exception cref="PipelineException">The feed file is missing or wrong, or has no such dataset.</exception>
    public SqlRendering Run(string name, DatasetName dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var operation = Operations.FirstOrDefault(one => one.Name == name) ?? throw new RefusedException(new Fault
        {
            What = $"There is no operation '{name}'; there are {string.Join(", ", Operations.Select(one => one.Name))}.",
            Why = "Each operation has its own statements.",
            Untouched = "Nothing was read or written.",
            Next = [NextStep.Run("See what each of them does", "sql")],
        });
        var (_, definition) = feeds.Read(dataset);
        return new SqlRendering(operation, warehouse.Traits.Name, dataset, warehouse.Review.Render(operation, definition));
    }
}

/// <summary>The statements of an operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Engine">The engine's name.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Statements">The statements in the order in which they are sent.</param>
public sealed record SqlRendering(SqlOperation Operation, string Engine, DatasetName Dataset, IReadOnlyList<NamedStatement> Statements);
