using System.Data.Common;
using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>Folds a loaded stage into silver, in statements whose order is the same on every engine.</summary>
internal sealed class SqlMerge(SqlLibrary sql, Dialect dialect)
{
    private readonly NightRecords _records = new(sql, dialect);

    /// <summary>Runs inside the caller's transaction, which holds nothing else but the held keys and the check of the token.</summary>
    /// <param name="connection">The caller's connection.</param>
    /// <param name="transaction">Its transaction.</param>
    /// <param name="arrival">The night's delivery.</param>
    /// <param name="changes">What it means for the dataset.</param>
    /// <param name="model">What the statements know of the dataset, the loaded stage among it.</param>
    /// <param name="cancellationToken">Stops between two statements.</param>
    /// <exception cref="ReconciliationException">The counts do not add up; the transaction must not commit (H34).</exception>
    public async Task<AcceptedNight> RunAsync(
        DbConnection connection,
        DbTransaction transaction,
        Arrival arrival,
        IDatasetChanges changes,
        Dictionary<string, object> model,
        CancellationToken cancellationToken)
    {
        var parameters = new
        {
            night = dialect.Instant(arrival.Night.Instant),
            run_id = dialect.Id(arrival.Run.RunId),
            yes = dialect.Flag(true),
            no = dialect.Flag(false),
        };
        Task<int> Run(string file) => connection.ExecuteAsync(
            new CommandDefinition(sql.Render(file, model), parameters, transaction, cancellationToken: cancellationToken));

        // Closing comes before opening: the database itself allows one open version per key (H6).
        var back = await Run("merge/close_before_return");
        var closed = await Run("merge/close_changed") + await Run("merge/close_gone");
        if (changes.Dataset.Columns.Any(column => !column.Tracked))
        {
            await Run("merge/refresh_untracked");
        }

        var opened = await Run("merge/open_versions");
        var before = await BeforeAsync(connection, transaction, arrival, changes);
        var tally = changes.Tally with { OpenBefore = before };
        var accepted = AcceptedNight.Of(arrival, tally, changes.Shape, changes.AbsencesHeld, before + opened - closed, back);
        await _records.AcceptAsync(connection, transaction, arrival.Run, changes.Dataset, accepted);
        return accepted;
    }

    // A full dataset's open versions were just read, one by one; the others' are known from the night before.
    private async Task<long> BeforeAsync(DbConnection connection, DbTransaction transaction, Arrival arrival, IDatasetChanges changes) =>
        changes.Dataset.Mode is DatasetMode.Full
            ? changes.Tally.OpenBefore
            : await connection.QuerySingleAsync<long>(
                sql.Text("merge/open_after_last_night"), new { feed = arrival.Run.Feed, dataset = changes.Dataset.Name }, transaction);
}
