using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Comparing;

/// <summary>What one delivery means for one dataset: the way from silver as it is to silver as of this night.</summary>
public sealed class DatasetChanges
{
    private readonly DatasetComparison _comparison;

    internal DatasetChanges(DatasetComparison comparison, DatasetShape shape)
    {
        _comparison = comparison;
        Tally = comparison.Tally();
        Shape = shape;
    }

    /// <summary>The dataset: the file's own or one of its nested lists.</summary>
    public DatasetDefinition Dataset => _comparison.Dataset;

    /// <summary>The counts.</summary>
    public DatasetTally Tally { get; }

    /// <summary>Which columns and fields the file had.</summary>
    public DatasetShape Shape { get; }

    /// <summary>The keys that quarantined rows hold.</summary>
    public IReadOnlySet<HeldKey> Held => _comparison.Held;

    /// <summary>Whether every absent key is held.</summary>
    public bool AbsencesHeld => _comparison.AbsencesHeld;

    /// <summary>The records that open a version: new keys and changed ones. Streamed from disk at each call.</summary>
    public IEnumerable<ReadRecord> Opened() => _comparison.Opened();

    /// <summary>Those of them whose key has no open version.</summary>
    public IEnumerable<ReadRecord> New() => _comparison.Opened(isNew: true);

    /// <summary>Those of them whose key has one with other values.</summary>
    public IEnumerable<ReadRecord> Changed() => _comparison.Opened(isNew: false);

    /// <summary>The records that refresh the untracked columns of an open version. Streamed from disk at each call.</summary>
    public IEnumerable<ReadRecord> Refreshed() => _comparison.Refreshed();

    /// <summary>The records that go to quarantine. Streamed from disk at each call.</summary>
    public IEnumerable<ReadRecord> Quarantined() => _comparison.Rejected();

    /// <summary>The keys whose open version ends this night, in no order.</summary>
    public IEnumerable<Hash128> Gone() => _comparison.Gone();

    /// <summary>The keys whose open version the delivery holds with the same tracked values, in no order.</summary>
    internal IEnumerable<Hash128> Confirmed() => _comparison.Confirmed();

    /// <summary>The keys with an open version that were compared, in no order.</summary>
    internal IEnumerable<Hash128> Open() => _comparison.Open();
}
