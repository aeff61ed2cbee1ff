namespace Pipeline.Engines.Sql.Silver;

/// <summary>A table in which the rows of a merge or a correction wait for its transaction.</summary>
/// <param name="Model">What the statements of the transaction know of the dataset; <c>stage</c> is the table as SQL writes its name.</param>
/// <param name="Rows">How many rows were loaded.</param>
/// <param name="Table">What drops the table where the end of the session does not.</param>
internal sealed record HistoryStage(Dictionary<string, object> Model, long Rows, IAsyncDisposable? Table = null) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Table?.DisposeAsync() ?? ValueTask.CompletedTask;
}
