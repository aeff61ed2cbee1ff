using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>What verifying asks of an engine. Nothing but its own result is written.</summary>
public interface IAudit
{
    /// <summary>The tables of a feed's datasets, by the dataset's name.</summary>
    Task<IReadOnlyList<StoredTable>> TablesAsync(string feed, CancellationToken cancellationToken);

    /// <summary>Looks for what must never be in a dataset's tables, with SQL alone.</summary>
    /// <param name="table">The dataset's table.</param>
    /// <param name="parent">The table of the dataset whose records contain this list; null for the root of a file.</param>
    /// <param name="findings">Where it is noted.</param>
    /// <param name="cancellationToken">Stops between two queries.</param>
    Task FindFaultsAsync(StoredTable table, string? parent, Findings findings, CancellationToken cancellationToken);

    /// <summary>Every version of the keys in a part, by key and time.</summary>
    /// <param name="table">The dataset's table.</param>
    /// <param name="isList">Whether it is a nested list's.</param>
    /// <param name="range">The part.</param>
    /// <param name="by">Whether the part is of keys, of parents' keys, or whether all is read.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    IAsyncEnumerable<StoredVersion> ReadVersionsAsync(
        StoredTable table, bool isList, HashRange range, RangeOf by, CancellationToken cancellationToken);

    /// <summary>What quarantined rows held in a dataset, night by night.</summary>
    Task<IReadOnlyList<(DateOnly Night, HeldKey Held)>> HeldAsync(string feed, string dataset, CancellationToken cancellationToken);

    /// <summary>The feed file that an accepted night was read with, by the digest of the dataset's definition; null where it is lost (H31).</summary>
    Task<string?> FeedTextAsync(string definitionDigest, CancellationToken cancellationToken);

    /// <summary>The keys of a dataset whose values were erased on demand, each with the instant up to which its versions begin that were.</summary>
    Task<IReadOnlyDictionary<Hash128, DateTime>> ForgottenAsync(string feed, string dataset, CancellationToken cancellationToken);

    /// <summary>What the database has of a dataset after its newest night (H34).</summary>
    Task<Reconciled> CountAsync(AcceptedNight night, CancellationToken cancellationToken);

    /// <summary>Stores whether a night adds up.</summary>
    Task RecordAsync(Guid runId, string feed, Reconciled counts, CancellationToken cancellationToken);

    /// <summary>Stores the result of a verification.</summary>
    Task RecordAsync(VerificationReport report, CancellationToken cancellationToken);
}
