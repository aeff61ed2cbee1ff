using Dapper;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Gold;

namespace Pipeline.Engines.Sqlite;

/// <summary>Gold as one complete file, built beside the one that readers have open and put in its place by rename.</summary>
internal sealed class SqliteGoldStore(SqliteConnections connections, SqlLibrary sql) : IGoldStore
{
    /// <inheritdoc/>
    public string Location => connections.GoldFile;

    /// <inheritdoc/>
    public async Task<string?> PublishedAsync(string feed, CancellationToken cancellationToken)
    {
        if (!File.Exists(connections.GoldFile))
        {
            return null;
        }

        await using var connection = SqliteConnections.OpenEmpty();
        SqliteConnections.Attach(connection, connections.GoldFile, "gold");
        return await connection.QueryFirstOrDefaultAsync<string>(sql.Text("publish/generation"), new { feed });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PublishedTable>> AsOfAsync(string feed, CancellationToken cancellationToken)
    {
        if (!File.Exists(connections.GoldFile))
        {
            return [];
        }

        await using var connection = SqliteConnections.OpenEmpty();
        SqliteConnections.Attach(connection, connections.GoldFile, "gold");
        var rows = await connection.QueryAsync<(string Table, string Night, string State, string? Reason, string PublishedAt, string NextExpectedAt)>(
            sql.Text("publish/data_as_of"), new { feed });
        return [.. rows.Select(row => new PublishedTable(
            row.Table, Instants.ParseNight(row.Night), row.State, row.Reason, Instants.Parse(row.PublishedAt), Instants.Parse(row.NextExpectedAt)))];
    }

    /// <inheritdoc/>
    /// <remarks>A view holds its words itself, and readers hold the file: so the file is copied, and its copy put in its place.</remarks>
    public async Task BlockAsync(string feed, IReadOnlyDictionary<string, string> reasons, CancellationToken cancellationToken)
    {
        var gold = new SqliteGoldFile(connections, sql);
        await using var turn = await gold.TakeTurnAsync(cancellationToken);
        var facts = await gold.FactsAsync(gold.Current);
        if (!facts.Any(fact => fact.Feed == feed && reasons.ContainsKey(fact.TableName)))
        {
            return;
        }

        gold.DeleteNext(feed);
        try
        {
            File.Copy(gold.Current, gold.Next(feed));
            await using (var connection = SqliteConnections.OpenEmpty())
            {
                SqliteConnections.Attach(connection, gold.Next(feed), "gold");
                gold.WriteFacts(connection, facts.Select(fact => fact.Feed == feed && reasons.TryGetValue(fact.TableName, out var reason)
                    ? fact with { BlockedReason = reason }
                    : fact));
            }

            gold.Publish(feed);
        }
        finally
        {
            gold.DeleteNext(feed);
        }
    }

    /// <inheritdoc/>
    public async Task<string?> BeforeAsync(string feed, CancellationToken cancellationToken)
    {
        var file = new SqliteGoldFile(connections, sql);
        return (await file.FactsAsync(file.Before(feed))).FirstOrDefault(row => row.Feed == feed)?.Generation;
    }

    /// <inheritdoc/>
    public Task RollBackAsync(string feed, CancellationToken cancellationToken) =>
        new SqliteGoldRollback(new SqliteGoldFile(connections, sql), sql, feed).RunAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ForgetBeforeAsync(CancellationToken cancellationToken)
    {
        var file = new SqliteGoldFile(connections, sql);
        await using var turn = await file.TakeTurnAsync(cancellationToken);
        file.DeleteCopies();
    }

    /// <inheritdoc/>
    public async Task<IGoldBuild> BeginAsync(string feed, CancellationToken cancellationToken) =>
        await SqliteGoldBuild.BeginAsync(connections, sql, feed, cancellationToken);

    /// <inheritdoc/>
    public async Task<decimal?> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = connections.OpenWithGold(File.Exists(connections.GoldFile) ? connections.GoldFile : null);
        return await GoldQueries.AskAsync(connection, sql, cancellationToken);
    }
}
