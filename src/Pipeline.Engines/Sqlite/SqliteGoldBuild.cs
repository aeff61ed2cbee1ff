using Dapper;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Gold;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Sqlite;

/// <summary>The next <c>gold.db</c>, in a file of its own until it is published.</summary>
internal sealed class SqliteGoldBuild : IGoldBuild
{
    private readonly SqliteConnections _connections;
    private readonly SqlLibrary _sql;
    private readonly string _feed;
    private readonly string _file;
    private readonly IReadOnlyDictionary<string, string> _owners;
    private readonly SqliteConnection _connection;
    private readonly FileStream _turn;

    private SqliteGoldBuild(
        SqliteConnections connections, SqlLibrary sql, string feed, string file, IReadOnlyDictionary<string, string> owners, FileStream turn)
    {
        _owners = owners;
        _turn = turn;
        _connections = connections;
        _sql = sql;
        _feed = feed;
        _file = file;
        _connection = SqliteConnections.OpenEmpty();
        SqliteConnections.Attach(_connection, connections.FileOf("silver"), "silver");
        SqliteConnections.Attach(_connection, file, "gold");
        SqliteConnections.Execute(_connection, "pragma gold.synchronous = off"); // flushed once, before the rename
    }

    public static async Task<SqliteGoldBuild> BeginAsync(
        SqliteConnections connections, SqlLibrary sql, string feed, CancellationToken cancellationToken)
    {
        var turn = await SqliteGoldFile.TakeTurnAsync(connections, cancellationToken);
        try
        {
            var file = SqliteGoldFile.Next(connections, feed);
            var owners = (await SqliteGoldFile.FactsAsync(connections, sql, feed)).ToDictionary(row => row.TableName, row => row.Feed);
            if (owners.Count > 0)
            {
                File.Copy(connections.GoldFile, file);
            }

            var build = new SqliteGoldBuild(connections, sql, feed, file, owners, turn);
            if (owners.Count > 0)
            {
                await build.KeepOnlyAsync(owners.Keys.ToList());
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
    public async Task<long> BuildAsync(GoldModel model, string sql, CancellationToken cancellationToken)
    {
        await CreateAsync(model.Name, model.Columns, model.Grain);
        var fill = GoldQueries.Model(model.Name, model.Columns, model.Grain, SqliteDialect.Instance);
        fill["query"] = sql;
        return await _connection.ExecuteAsync(_sql.Render("gold/fill_table.sql", fill));
    }

    /// <inheritdoc/>
    public async Task AnswerAsync(IReadOnlyList<Answer> answers, CancellationToken cancellationToken)
    {
        await CreateAsync(AnswersTable.Name, AnswersTable.Columns, AnswersTable.Grain);
        foreach (var answer in answers)
        {
            await _connection.ExecuteAsync(
                _sql.Text("gold/insert_answer.sql"), GoldQueries.Parameters(answer, SqliteDialect.Instance));
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
        var kept = await SqliteGoldFile.FactsAsync(_connections, _sql, _feed);
        SqliteGoldFile.Say(_connection, _sql, kept.Concat(facts.Select(fact => SqliteDataAsOfRow.Of(fact, generation))));
        await _connection.DisposeAsync();
        SqliteGoldFile.Place(_connections, _file);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        SqliteGoldFile.Delete(_file);
        await _turn.DisposeAsync();
    }

    private async Task CreateAsync(string table, IReadOnlyList<GoldColumn> columns, IReadOnlyList<string> grain)
    {
        if (_owners.TryGetValue(table, out var owner))
        {
            throw new GoldTableTakenException(_feed, table, owner);
        }

        await _connection.ExecuteAsync(
            _sql.Render("gold/create_table.sql", GoldQueries.Model(table, columns, grain, SqliteDialect.Instance)));
    }

    // The generations of other feeds live in the same file: they are copied as they are.
    private async Task KeepOnlyAsync(IReadOnlyCollection<string> tables)
    {
        foreach (var table in await _connection.QueryAsync<string>(_sql.Text("gold/tables.sql")))
        {
            if (!tables.Contains(table))
            {
                SqliteConnections.Execute(_connection, $"drop table gold.{SqlLibrary.Quote(table)}");
            }
        }

        SqliteConnections.Execute(_connection, "vacuum gold");
    }
}
