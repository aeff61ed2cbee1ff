using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sqlite;

/// <summary>The leases of an embedded warehouse: one locked file per feed.</summary>
/// <param name="connections">The warehouse.</param>
/// <param name="sql">The engine's texts.</param>
/// <param name="holder">Who works here, as another run is shown: a host and a process.</param>
internal sealed class SqliteLeases(SqliteConnections connections, SqlLibrary sql, string holder) : ILeases
{
    /// <inheritdoc/>
    public Task<ILease> TakeAsync(string feed, CancellationToken cancellationToken) =>
        Task.FromResult<ILease>(SqliteLease.Take(connections, sql, feed, holder));
}
