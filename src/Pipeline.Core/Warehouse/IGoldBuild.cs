using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>A generation of gold in the making. Disposed before it is published, it leaves no trace.</summary>
public interface IGoldBuild : IAsyncDisposable
{
    /// <summary>Creates and fills one table.</summary>
    /// <returns>How many rows it has.</returns>
    /// <exception cref="GoldTableTakenException">Another feed publishes a table of that name.</exception>
    Task<long> BuildAsync(GoldTable table, string sql, CancellationToken cancellationToken);

    /// <summary>Puts the feed's rows into <c>gold.answers</c>, which all feeds share.</summary>
    Task AnswerAsync(IReadOnlyList<Answer> answers, CancellationToken cancellationToken);

    /// <summary>Runs a SELECT of one number over silver and this generation.</summary>
    Task<decimal?> AskAsync(string sql, CancellationToken cancellationToken);

    /// <summary>Runs one check.</summary>
    Task<CheckResult> CheckAsync(GoldCheck check, string sql, CancellationToken cancellationToken);

    /// <summary>Makes every table of the feed visible in one step.</summary>
    /// <param name="generation">The digest of what it was built from.</param>
    /// <param name="facts">What <c>gold.data_as_of</c> says of each table.</param>
    /// <param name="cancellationToken">Stops before the step, never within it.</param>
    Task PublishAsync(string generation, IReadOnlyList<DataAsOf> facts, CancellationToken cancellationToken);
}
