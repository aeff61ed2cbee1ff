using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Comparing;

/// <summary>What one delivery means for one dataset: the way from silver as it is to silver as of this night.</summary>
public sealed class DatasetChanges : IDatasetChanges
{
    private readonly DatasetComparison _comparison;

    internal DatasetChanges(DatasetComparison comparison, DatasetShape shape)
    {
        _comparison = comparison;
        Tally = comparison.Tally();
        Shape = shape;
    }

    /// <inheritdoc/>
    public DatasetDefinition Dataset => _comparison.Dataset;

    /// <inheritdoc/>
    public DatasetTally Tally { get; }

    /// <inheritdoc/>
    public DatasetShape Shape { get; }

    /// <inheritdoc/>
    public IReadOnlySet<HeldKey> Held => _comparison.Held;

    /// <inheritdoc/>
    public bool AbsencesHeld => _comparison.AbsencesHeld;

    /// <inheritdoc/>
    public IEnumerable<ReadRecord> Opened() => _comparison.Opened();

    /// <summary>Those of them whose key has no open version.</summary>
    public IEnumerable<ReadRecord> New() => _comparison.Opened(isNew: true);

    /// <summary>Those of them whose key has one with other values.</summary>
    public IEnumerable<ReadRecord> Changed() => _comparison.Opened(isNew: false);

    /// <inheritdoc/>
    public IEnumerable<ReadRecord> Refreshed() => _comparison.Refreshed();

    /// <inheritdoc/>
    public IEnumerable<ReadRecord> Quarantined() => _comparison.Rejected();

    /// <inheritdoc/>
    public IEnumerable<Hash128> Gone() => _comparison.Gone();

    /// <summary>The keys whose open version the delivery holds with the same tracked values, in no order.</summary>
    internal IEnumerable<Hash128> Confirmed() => _comparison.Confirmed();

    /// <summary>The keys with an open version that were compared, in no order.</summary>
    internal IEnumerable<Hash128> Open() => _comparison.Open();
}
