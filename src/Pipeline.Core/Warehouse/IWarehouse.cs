using Pipeline.Core.Comparing;
using Pipeline.Core.Erasure;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.History;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Migration;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Verification;

namespace Pipeline.Core.Warehouse;

/// <summary>The seam to an engine: everything a night asks of a database.</summary>
public interface IWarehouse : IOpenVersions, IVersionHistory, IAsyncDisposable
{
    /// <summary>The warehouse as an operator would name it, without a secret: <c>sqlite:warehouse</c>.</summary>
    string Name { get; }

    /// <summary>Facts about the engine.</summary>
    EngineTraits Traits { get; }

    /// <summary>Every SQL text of the engine.</summary>
    SqlLibrary Sql { get; }

    /// <summary>What happened: nights, runs, steps, deliveries, quarantine.</summary>
    ILedger Ledger { get; }

    /// <summary>What guards found and who let what through.</summary>
    IGuardLedger Guards { get; }

    /// <summary>What verifying asks of it.</summary>
    IAudit Audit { get; }

    /// <summary>What migrating a feed asks of it.</summary>
    IFeedTables Tables { get; }

    /// <summary>Takes values out of it on demand.</summary>
    IErasure Erasure { get; }

    /// <summary>Where gold is built, checked and published.</summary>
    IGoldStore Gold { get; }

    /// <summary>The program and arguments with which a person runs a query on a schema; the query follows as one more argument.</summary>
    IReadOnlyList<string> QueryProgram(string schema);

    /// <summary>Creates or upgrades what the platform itself needs, by the numbered scripts that are not recorded yet; safe to repeat, never destructive.</summary>
    /// <returns>Every script of this version, in order.</returns>
    /// <exception cref="WarehouseIsNewerException">A newer version has been at work here; nothing was changed.</exception>
    Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Sees to it that a night can be run: an embedded warehouse migrates itself, a server's is left to its owner.</summary>
    /// <exception cref="WarehouseNotMigratedException">A server's database lacks scripts.</exception>
    /// <exception cref="WarehouseIsNewerException">A newer version has been at work here.</exception>
    Task ReadyAsync(CancellationToken cancellationToken);

    /// <summary>Makes this process the only one that works on a feed, until the lease is disposed.</summary>
    /// <exception cref="FeedIsLeasedException">Another process holds it.</exception>
    Task<ILease> LeaseAsync(string feed, CancellationToken cancellationToken);

    /// <summary>Creates the tables of a dataset, or adds the columns that its feed file names anew.</summary>
    /// <exception cref="DefinitionConflictException">The feed file asks for what would rewrite history.</exception>
    Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken);

    /// <summary>The latest night accepted into a dataset, or null.</summary>
    Task<AcceptedNight?> LastAcceptedAsync(string feed, string dataset, CancellationToken cancellationToken);

    /// <summary>Every night accepted into a feed's datasets, by dataset and night.</summary>
    Task<IReadOnlyList<AcceptedNight>> AcceptedAsync(string feed, CancellationToken cancellationToken);

    /// <summary>Lands what changed in bronze and what was rejected in quarantine; what is there already stays as it is.</summary>
    Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken);

    /// <summary>Folds the changes into silver and records, in the same transaction, that the night was accepted (H33).</summary>
    /// <exception cref="ReconciliationException">The counts do not add up; nothing was written (H34).</exception>
    Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken);

    /// <summary>Places, replaces or takes back a night that is not the newest: versions, counts and held keys in one transaction.</summary>
    /// <exception cref="ReconciliationException">The table is not as it was planned with; nothing was written (H34).</exception>
    Task CorrectAsync(RunStamp rewriting, SilverCorrection rewrite, CancellationToken cancellationToken);

    /// <summary>Takes a dataset's whole history out of what is believed, so that its nights can be told again under another definition; in one transaction (H37).</summary>
    /// <param name="rewriting">Who does it, and why.</param>
    /// <param name="table">The dataset's table as it is.</param>
    /// <param name="isList">Whether it is a nested list's.</param>
    /// <param name="cancellationToken">Stops before the transaction is committed.</param>
    Task RetireAsync(RunStamp rewriting, StoredTable table, bool isList, CancellationToken cancellationToken);

    /// <summary>Every night that was accepted once and is no longer as it was: withdrawn, or replaced by another file.</summary>
    Task<IReadOnlyList<SupersededNight>> SupersededAsync(string feed, CancellationToken cancellationToken);

    /// <summary>When the first of a dataset's nights up to an instant was accepted, also where it is no longer; null where none ever was (H37).</summary>
    Task<DateTime?> KnownSinceAsync(string feed, string dataset, DateTime instant, CancellationToken cancellationToken);

    /// <summary>The records of a dataset as they were on a night, by key hash: each column's value as text in the dataset's order, null for null.</summary>
    IAsyncEnumerable<IReadOnlyList<string?>> ReadAsOfAsync(AsOf asOf, CancellationToken cancellationToken);

    /// <summary>Every version of one key, oldest first, with the delivery that brought each.</summary>
    Task<IReadOnlyList<ExplainedVersion>> ExplainAsync(
        string feed, DatasetDefinition dataset, Hash128 key, CancellationToken cancellationToken);

    /// <summary>Makes a twin of the warehouse to try a night in: its silver, its nights and its gold as they are at this moment.</summary>
    /// <param name="folder">A folder that does not exist yet; the caller deletes it when the twin is disposed.</param>
    /// <param name="feed">The feed to be tried.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <returns>An embedded warehouse, also where this one is on a server. Where this one does not exist yet, it is empty.</returns>
    Task<IWarehouse> OpenDryRunAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken);
}
