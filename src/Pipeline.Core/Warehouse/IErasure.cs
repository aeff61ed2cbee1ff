using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>What erasing asks of an engine. Every call may be made again: what is erased already stays so.</summary>
public interface IErasure
{
    /// <summary>Notes that an erasure begins, or takes up one of the same key that was broken off.</summary>
    /// <returns>The erasure's name in <c>ops.erasures</c>.</returns>
    Task<Guid> BeginAsync(ErasureRequest request, CancellationToken cancellationToken);

    /// <summary>The keys of a list whose records these parents ever held.</summary>
    Task<IReadOnlySet<Hash128>> ChildrenAsync(StoredTable list, IReadOnlySet<Hash128> parents, CancellationToken cancellationToken);

    /// <summary>The keys of the parents that ever held one record of a list.</summary>
    Task<IReadOnlySet<Hash128>> ParentsAsync(StoredTable list, IReadOnlySet<Hash128> keys, CancellationToken cancellationToken);

    /// <summary>What bronze, silver and quarantine hold of keys of one dataset.</summary>
    Task<ErasureCounts> CountAsync(StoredTable table, IReadOnlySet<Hash128> keys, CancellationToken cancellationToken);

    /// <summary>Notes the keys by their hashes, and takes their values out of bronze, silver, superseded versions and quarantine.</summary>
    /// <param name="erasureId">The erasure.</param>
    /// <param name="table">The dataset's table.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="erasedTo">The newest accepted night: versions that begin later are not of this erasure.</param>
    /// <param name="cancellationToken">Stops between two statements.</param>
    Task EraseAsync(Guid erasureId, StoredTable table, IReadOnlySet<Hash128> keys, DateTime erasedTo, CancellationToken cancellationToken);

    /// <summary>Takes quarantined rows of a list out whose parents' values are erased.</summary>
    Task EraseChildrenFromQuarantineAsync(StoredTable list, IReadOnlySet<Hash128> parents, CancellationToken cancellationToken);

    /// <summary>Rewrites what bronze keeps of records, as they came.</summary>
    /// <param name="table">The dataset's table.</param>
    /// <param name="keys">The records' keys.</param>
    /// <param name="rewrite">From a record as it came to what is kept of it.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    Task RewriteRawAsync(StoredTable table, IReadOnlySet<Hash128> keys, Func<string, string> rewrite, CancellationToken cancellationToken);

    /// <summary>Takes out of quarantine and of the ledger's messages whatever holds certain texts.</summary>
    /// <returns>How many rows that was.</returns>
    Task<long> EraseTextsAsync(string feed, Func<string, bool> isIn, CancellationToken cancellationToken);

    /// <summary>Rewrites what was erased from, so that its bytes are gone from the database's files.</summary>
    Task PurgeAsync(IReadOnlyList<StoredTable> tables, CancellationToken cancellationToken);

    /// <summary>Notes that an erasure is done.</summary>
    Task FinishAsync(Guid erasureId, DateTimeOffset finishedAt, string counts, CancellationToken cancellationToken);
}
