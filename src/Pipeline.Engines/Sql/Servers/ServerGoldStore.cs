using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Gold;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>Gold as views, each over two slots; one row per feed says which slot its readers see.</summary>
internal abstract class ServerGoldStore(IServer server, ServerLeases leases, SqlLibrary sql, Dialect dialect, int viewTries) : IGoldStore
{
    /// <inheritdoc/>
    public string Location => server.Name;

    /// <inheritdoc/>
    public async Task<string?> PublishedAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<byte[]>(sql.Text("publish/generation"), new { feed }) is { } generation
            ? Dialect.ReadDigest(generation)
            : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PublishedTable>> AsOfAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync(sql.Text("publish/data_as_of"), new { feed });
        return [.. rows.Cast<IDictionary<string, object?>>().Select(row => new PublishedTable(
            (string)row["table_name"]!,
            dialect.ReadNight(row["night"]!),
            (string)row["state"]!,
            (string?)row["blocked_reason"],
            dialect.ReadInstant(row["published_at"]!),
            dialect.ReadInstant(row["next_expected_at"]!)))];
    }

    /// <inheritdoc/>
    /// <exception cref="LeaseLostException">Another process has taken the feed's lease; nothing was written.</exception>
    public async Task BlockAsync(string feed, IReadOnlyDictionary<string, string> reasons, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(feed, cancellationToken);
        await using var transaction = await session.Connection.BeginTransactionAsync(cancellationToken);
        foreach (var (table, reason) in reasons)
        {
            await session.Connection.ExecuteAsync(sql.Text("publish/block_table"), new { feed, table, reason }, transaction);
        }

        await session.CommitAsync(transaction, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IGoldBuild> BeginAsync(string feed, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(feed, cancellationToken);
        try
        {
            var published = await session.Connection.QuerySingleOrDefaultAsync<int?>(sql.Text("publish/published_slot"), new { feed });
            var owners = (await session.Connection.QueryAsync<(string Table, string Feed)>(sql.Text("gold/owners"), new { feed }))
                .ToDictionary(row => row.Table, row => row.Feed);
            owners.Remove(AnswersTable.Name); // all feeds share it
            var slot = GoldSlot.Other(published ?? 2);
            await session.Connection.ExecuteAsync(sql.Text("publish/forget_generation"), new { feed, slot }); // from here on there is no generation before
            await session.Connection.ExecuteAsync(sql.Text("gold/empty_answers"), new { feed, slot });
            return Build(session, slot, owners);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> BeforeAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(int Slot, byte[] Generation)>(sql.Text("publish/generation_before"), new { feed });
        return rows.Select(row => Dialect.ReadDigest(row.Generation)).FirstOrDefault();
    }

    /// <inheritdoc/>
    public async Task RollBackAsync(string feed, CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(feed, cancellationToken);
        await new SlotRollback(session).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<decimal?> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await server.OpenAsync(cancellationToken);
        return await GoldQueries.AskAsync(connection, dialect.Query(sql), cancellationToken);
    }

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<FeedMistake>> TryAsync(
        FeedDefinition feed, IReadOnlyList<GoldQuery> queries, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FeedMistake>>([]);

    /// <summary>A generation in the making.</summary>
    /// <param name="session">Its session, closed with it.</param>
    /// <param name="slot">The slot that nobody reads.</param>
    /// <param name="owners">The feeds of the gold tables that other feeds have.</param>
    protected abstract IGoldBuild Build(SlotSession session, int slot, IReadOnlyDictionary<string, string> owners);

    private async Task<SlotSession> OpenAsync(string feed, CancellationToken cancellationToken) =>
        new(await server.OpenAsync(cancellationToken), server, leases, sql, dialect, feed, viewTries);
}
