using System.Data.Common;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Audit;
using Pipeline.Engines.Sql.Erasure;
using Pipeline.Engines.Sql.Ledger;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.Sql;

/// <summary>A warehouse in SQL: the parts that are the same on every engine, and those that each engine brings.</summary>
public abstract class SqlWarehouse : IWarehouse
{
    private readonly IConnections _connections;
    private readonly Dialect _dialect;

    private protected SqlWarehouse(IConnections connections, SqlLibrary sql, Dialect dialect)
    {
        _connections = connections;
        _dialect = dialect;
        Sql = sql;
        Silver = new SilverReader(connections, sql, dialect, LoadWantedAsync);
        Ledger = new SqlLedger(connections, sql, dialect);
        Guards = new SqlGuardLedger(connections, sql, dialect);
        Erasure = new SqlErasure(connections, sql, dialect);
        Audit = new SqlAudit(connections, sql, dialect);
    }

    /// <inheritdoc/>
    public string Name => _connections.Name;

    /// <inheritdoc/>
    public EngineTraits Traits => _dialect.Traits;

    /// <inheritdoc/>
    public SqlLibrary Sql { get; }

    /// <inheritdoc/>
    public ISilver Silver { get; }

    /// <inheritdoc/>
    public abstract IHistoryWriter History { get; }

    /// <inheritdoc/>
    public abstract ISchema Schema { get; }

    /// <inheritdoc/>
    public abstract ILeases Leases { get; }

    /// <inheritdoc/>
    public ILedger Ledger { get; }

    /// <inheritdoc/>
    public IGuardLedger Guards { get; }

    /// <inheritdoc/>
    public abstract IGoldStore Gold { get; }

    /// <inheritdoc/>
    public IAudit Audit { get; }

    /// <inheritdoc/>
    public IErasure Erasure { get; private protected init; }

    /// <inheritdoc/>
    public ISqlReview Review => new SqlReview(Sql, _dialect, LoadTable);

    /// <summary>The name of a table for one bulk load, as SQL writes it: an example where each load has its own.</summary>
    private protected virtual string LoadTable => "stage";

    /// <inheritdoc/>
    public bool IsTransient(Exception fault) => fault is DbException known ? _connections.IsTransient(known) : fault is PipelineException { IsTransient: true };

    /// <inheritdoc/>
    public abstract IReadOnlyList<string> QueryProgram(string schema);

    /// <inheritdoc/>
    public abstract Task<IWarehouse> OpenDryRunAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <inheritdoc cref="LoadWanted"/>
    private protected abstract Task<WantedHashes> LoadWantedAsync(IEnumerable<Hash128> hashes, CancellationToken cancellationToken);
}
