using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;

namespace Pipeline.Testing.Warehouses;

/// <summary>A warehouse whose calls a test sees before they are made.</summary>
/// <param name="inner">The warehouse that does the work.</param>
/// <param name="before">Called before each call of each part.</param>
public sealed class InterceptedWarehouse(IWarehouse inner, BeforeCall before) : IWarehouse
{
    public string Name => inner.Name;

    public EngineTraits Traits => inner.Traits;

    public SqlLibrary Sql => inner.Sql;

    public bool IsTransient(Exception fault) => inner.IsTransient(fault);

    public ISilver Silver { get; } = Interception.Of(inner.Silver, before);

    public IHistoryWriter History { get; } = Interception.Of(inner.History, before);

    public ISchema Schema { get; } = Interception.Of(inner.Schema, before);

    public ILeases Leases { get; } = Interception.Of(inner.Leases, before);

    public ILedger Ledger { get; } = Interception.Of(inner.Ledger, before);

    public IGuardLedger Guards { get; } = Interception.Of(inner.Guards, before);

    public IGoldStore Gold { get; } = Interception.Of(inner.Gold, before);

    public IAudit Audit { get; } = Interception.Of(inner.Audit, before);

    public IErasure Erasure { get; } = Interception.Of(inner.Erasure, before);

    public ISqlReview Review => inner.Review;

    public IReadOnlyList<string> QueryProgram(string schema) => inner.QueryProgram(schema);

    public Task<IWarehouse> OpenDryRunAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken) =>
        inner.OpenDryRunAsync(folder, feed, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
