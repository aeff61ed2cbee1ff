using Dapper;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Gold;

namespace Pipeline.Engines.Sqlite;

/// <summary>The next <c>gold.db</c>, in a file of its own until it is published.</summary>
internal sealed class SqliteGoldBuild : IGoldBuild
{
    private readonly SqliteGoldFile _gold;
    private readonly SqlLibrary _sql;
    private readonly string _feed;
    private readonly IReadOnlyDictionary<string, string> _owners;
    private readonly SqliteConnection _connection;
    private readonly FileStream _turn;
    private bool _hasAnswers;

    private SqliteGoldBuild(
        SqliteConnections connections, SqliteGoldFile gold, SqlLibrary sql, string feed, IReadOnlyDictionary<string, string> owners, FileStream turn)
    {
        _owners = owners;
        _turn = turn;
        _gold = gold;
        _sql = sql;
        _feed = feed;
        _connection = SqliteConnections.OpenEmpty();
        SqliteConnections.Attach(_connection, connections.FileOf("silver"), "silver");
        SqliteConnections.Attach(_connection, gold.Next(feed), "gold");
        SqliteConnections.Execute(_connection, "pragma gold.synchronous = off"); // flushed once, before the rename
        SqliteConnections.Execute(_connection, SqliteGoldFile.OverwriteDeleted);
    }

    public static async Task<SqliteGoldBuild> BeginAsync(
        SqliteConnections connections, SqlLibrary sql, string feed, CancellationToken cancellationToken)
    {
        var gold = new SqliteGoldFile(connections, sql);
        var turn = await gold.TakeTurnAsync(cancellationToken);
        try
        {
            gold.DeleteNext(feed);
            var others = (await gold.FactsAsync(gold.Current)).Where(row => row.Feed != feed).ToList();
            if (others.Count > 0)
            {
                File.Copy(gold.Current, gold.Next(feed));
            }

            var owners = others.Where(row => row.TableName != AnswersTable.Name).ToDictionary(row => row.TableName, row => row.Feed);
            var build = new SqliteGoldBuild(connections, gold, sql, feed, owners, turn);
            if (others.Count > 0)
            {
                await build.KeepOnlyAsync(others);
            }

            return build;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<long> BuildAsync(GoldTable table, string sql, CancellationToken cancellationToken)
    {
        await CreateAsync(table);
        var fill = GoldQueries.Model(table, SqliteDialect.Instance);
        fill["query"] = sql;
        return await _connection.ExecuteAsync(_sql.Render("gold/fill_table", fill));
    }

    /// <inheritdoc/>
    public async Task AnswerAsync(IReadOnlyList<Answer> answers, CancellationToken cancellationToken)
    {
        if (!_hasAnswers)
        {
            await CreateAsync(AnswersTable.Table);
        }

        foreach (var answer in answers)
        {
            await _connection.ExecuteAsync(
                _sql.Text("gold/insert_answer"), GoldQueries.Parameters(_feed, answer, SqliteDialect.Instance));
        }
    }

    /// <inheritdoc/>
    public Task<decimal?> AskAsync(string sql, CancellationToken cancellationToken) =>
        GoldQueries.AskAsync(_connection, sql, cancellationToken);

    /// <inheritdoc/>
    public Task<CheckResult> CheckAsync(GoldCheck check, string sql, CancellationToken cancellationToken) =>
        GoldQueries.CheckAsync(_connection, check, sql, cancellationToken);

    /// <inheritdoc/>
    public async Task PublishAsync(string generation, IReadOnlyList<DataAsOf> facts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = await _gold.FactsAsync(_gold.Current);
        _gold.WriteFacts(_connection, now.Where(row => row.Feed != _feed).Concat(facts.Select(fact => SqliteDataAsOfRow.Of(fact, generation))));
        await _connection.DisposeAsync();
        if (now.FirstOrDefault(row => row.Feed == _feed) is { } published && published.Generation != generation)
        {
            _gold.KeepCurrent(_feed);
        }

        _gold.Publish(_feed);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _gold.DeleteNext(_feed);
        await _turn.DisposeAsync();
    }

    private async Task CreateAsync(GoldTable table)
    {
        if (_owners.TryGetValue(table.Name, out var owner))
        {
            throw new GoldTableTakenException(_feed, table.Name, owner);
        }

        await _connection.ExecuteAsync(_sql.Render("gold/create_table", GoldQueries.Model(table, SqliteDialect.Instance)));
    }

    // The generations of other feeds live in the same file: they are copied as they are.
    private async Task KeepOnlyAsync(IReadOnlyList<SqliteDataAsOfRow> others)
    {
        var kept = others.Select(row => row.TableName).ToHashSet();
        foreach (var table in (await _connection.QueryAsync<string>(_sql.Text("gold/tables"))).Where(table => !kept.Contains(table)))
        {
            SqliteConnections.Execute(_connection, $"drop table gold.{SqlLibrary.Quote(table)}");
        }

        _hasAnswers = kept.Contains(AnswersTable.Name);
        if (_hasAnswers)
        {
            await _connection.ExecuteAsync(
                _sql.Render("gold/forget_answers", new Dictionary<string, object> { ["schema"] = "gold" }), new { feed = _feed });
        }

        SqliteConnections.Execute(_connection, "vacuum gold");
    }
}
