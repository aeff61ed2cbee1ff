using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Warehouse;

/// <summary>Shows what SQL an engine sends, for a DBA to read before anything is run. It connects to nothing.</summary>
public interface ISqlReview
{
    /// <summary>The operations whose statements can be shown.</summary>
    IReadOnlyList<SqlOperation> Operations { get; }

    /// <summary>The statements of an operation for one dataset, in the order in which they are sent.</summary>
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    /// <param name="dataset">The dataset. Tables for one load at a time have an example's name.</param>
    IReadOnlyList<NamedStatement> Render(SqlOperation operation, DatasetDefinition dataset);
}

/// <summary>What the pipeline does with a database, as a DBA thinks of it.</summary>
/// <param name="Name">The word that the command line takes: <c>merge</c>.</param>
/// <param name="Summary">What it does and when, in one sentence.</param>
/// <param name="Statements">The names of its statements in the order in which they are sent; an engine may lack some.</param>
public sealed record SqlOperation(string Name, string Summary, IReadOnlyList<string> Statements);

/// <summary>One statement.</summary>
/// <param name="Name">Its name in <c>sql/engines</c>: <c>merge/close_changed</c>.</param>
/// <param name="Text">Its text; <c>@name</c> is a parameter.</param>
public sealed record NamedStatement(string Name, string Text);
