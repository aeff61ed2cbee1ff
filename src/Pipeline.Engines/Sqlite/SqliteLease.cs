using Dapper;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sqlite;

/// <summary>A feed's lease on an embedded warehouse: a lock on a file, which the operating system releases when the process dies.</summary>
/// <remarks>
/// A paused process keeps its lock, so no successor can begin and none can be written over: on SQLite the lock itself fences.
/// The token is counted all the same, because each accepted night records it.
/// </remarks>
internal sealed class SqliteLease : ILease
{
    private readonly FileStream _lock;

    private SqliteLease(FileStream held, long token)
    {
        _lock = held;
        Token = token;
    }

    /// <inheritdoc/>
    public long Token { get; }

    public static SqliteLease Take(SqliteConnections connections, SqlLibrary sql, string feed, string holder)
    {
        var path = Path.Combine(connections.Folder, $"{feed}.lock");
        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            using var other = connections.Open();
            var current = other.QuerySingleOrDefault<string>(sql.Text("lease/lease_holder"), new { feed });
            throw new FeedIsLeasedException(feed, $"sqlite:{connections.Folder}", current ?? "its holder is not known");
        }

        using var connection = connections.Open();
        var updated = connection.Execute(sql.Text("lease/renew_lease"), new { feed, holder });
        if (updated == 0)
        {
            connection.Execute(sql.Text("lease/first_lease"), new { feed, holder });
        }

        return new SqliteLease(held, connection.QuerySingle<long>(sql.Text("lease/lease_token"), new { feed }));
    }

    public ValueTask DisposeAsync() => _lock.DisposeAsync();
}
