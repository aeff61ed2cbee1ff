using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Warehouse;

/// <summary>A database that a feed is loaded into, by what is asked of it. An engine implements each part.</summary>
public interface IWarehouse : IAsyncDisposable
{
    /// <summary>The warehouse as an operator would name it, without a secret: <c>sqlite:warehouse</c>.</summary>
    string Name { get; }

    /// <summary>Facts about the engine.</summary>
    EngineTraits Traits { get; }

    /// <summary>Every SQL text of the engine.</summary>
    SqlLibrary Sql { get; }

    /// <summary>What is read of silver.</summary>
    ISilver Silver { get; }

    /// <summary>What is written to bronze and silver.</summary>
    IHistoryWriter History { get; }

    /// <summary>The tables, and how they change.</summary>
    ISchema Schema { get; }

    /// <summary>Which process works on a feed.</summary>
    ILeases Leases { get; }

    /// <summary>What happened: nights, runs, steps, deliveries, quarantine.</summary>
    ILedger Ledger { get; }

    /// <summary>What guards found and who approved what.</summary>
    IGuardLedger Guards { get; }

    /// <summary>Where gold is built, checked and published.</summary>
    IGoldStore Gold { get; }

    /// <summary>What verification asks.</summary>
    IAudit Audit { get; }

    /// <summary>Takes values out on demand.</summary>
    IErasure Erasure { get; }

    /// <summary>Shows what SQL the engine sends.</summary>
    ISqlReview Review { get; }

    /// <summary>Whether the same call may succeed if it is made again later with nothing changed: a deadlock, a lost connection, a busy server.</summary>
    /// <param name="fault">What a part of this warehouse threw.</param>
    bool IsTransient(Exception fault);

    /// <summary>The program and arguments with which a person runs a query on a schema; the query follows as one more argument.</summary>
    IReadOnlyList<string> QueryProgram(string schema);

    /// <summary>Copies the warehouse for a dry run: its silver, its nights and its gold as they are at this moment.</summary>
    /// <param name="folder">A folder that does not exist yet; the caller deletes it when the copy is disposed.</param>
    /// <param name="feed">The feed whose night is computed in the copy.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <returns>An embedded warehouse, also where this one is on a server. Where this one does not exist yet, it is empty.</returns>
    Task<IWarehouse> OpenDryRunAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken);
}
