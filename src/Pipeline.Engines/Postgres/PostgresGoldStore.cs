using Dapper;
using Pipeline.Core.Feeds;
using Pipeline.Core.Gold;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Postgres;

/// <summary>Gold as views, each over two slots; one row per feed says which slot its readers see.</summary>
internal sealed class PostgresGoldStore(
    PostgresConnections connections, PostgresLeases leases, PostgresDistribution distribution, SqlLibrary sql, PostgresDialect dialect, int viewTries) : IGoldStore
{
    /// <inheritdoc/>
    public string Location => connections.Name;

    /// <inheritdoc/>
    public async Task<string?> PublishedAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(sql.Text("gold/generation.sql"), new { feed });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PublishedTable>> AsOfAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync(sql.Text("gold/data_as_of.sql"), new { feed });
        return [.. rows.Cast<IDictionary<string, object?>>().Select(row => new PublishedTable(
            (string)row["table_name"]!,
            PostgresDialect.Instance.ReadNight(row["night"]!),
            (string)row["state"]!,
            (string?)row["blocked_reason"],
            PostgresDialect.Instance.ReadInstant(row["published_at"]!),
            PostgresDialect.Instance.ReadInstant(row["next_expected_at"]!)))];
    }

    /// <inheritdoc/>
    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was written.</exception>
    public async Task BlockAsync(string feed, IReadOnlyDictionary<string, string> reasons, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var (table, reason) in reasons)
        {
            await connection.ExecuteAsync(sql.Text("gold/block_table.sql"), new { feed, table, reason }, transaction);
        }

        await leases.CheckAsync(connection, transaction, feed, leases.TokenOf(feed));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IGoldBuild> BeginAsync(string feed, CancellationToken cancellationToken) =>
        await PostgresGoldBuild.BeginAsync(connections, leases, sql, feed, viewTries, cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> BeforeAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(int Slot, string Generation)>(sql.Text("gold/before.sql"), new { feed });
        return rows.Select(row => row.Generation).FirstOrDefault();
    }

    /// <inheritdoc/>
    public async Task RollBackAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await new PostgresGoldRollback(connection, leases, sql, feed, viewTries).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<decimal?> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await GoldQueries.AskAsync(connection, sql, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> TryAsync(FeedDefinition feed, GoldLibrary library, CancellationToken cancellationToken) =>
        new PostgresTrial(connections, distribution, sql, dialect).RunAsync(feed, library, cancellationToken);
}
