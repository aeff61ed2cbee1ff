using System.Data.Common;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql.Servers;

/// <summary>A session that works on one feed's gold, and all that this takes.</summary>
/// <param name="Connection">The session, closed with this.</param>
/// <param name="Server">Where it is open.</param>
/// <param name="Leases">Who may write.</param>
/// <param name="Sql">The engine's texts.</param>
/// <param name="Dialect">How the engine keeps values.</param>
/// <param name="Feed">The feed.</param>
/// <param name="ViewTries">How often a view is tried to be recreated while readers hold it, a second apart.</param>
internal sealed record SlotSession(
    DbConnection Connection, IServer Server, ServerLeases Leases, SqlLibrary Sql, Dialect Dialect, string Feed, int ViewTries) : IAsyncDisposable
{
    /// <summary>Fills a file's blanks and runs it; gives how many rows it wrote.</summary>
    public async Task<int> RunAsync(
        string file, Dictionary<string, object> model, CancellationToken cancellationToken, DbTransaction? transaction = null)
    {
        await using var command = Connection.CreateCommand();
        command.CommandText = Sql.Render(file, model);
        command.Transaction = transaction;
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Commits, if this process still holds the feed's lease.</summary>
    /// <exception cref="LeaseLostException">Another process has taken it; nothing was committed.</exception>
    public async Task CommitAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await Leases.CheckAsync(Connection, transaction, Feed, Leases.TokenOf(Feed));
        await transaction.CommitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
