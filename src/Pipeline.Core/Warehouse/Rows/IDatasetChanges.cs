using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>What one delivery changes in one dataset: the rows that lead from silver as it is to silver as of the delivery's night.</summary>
public interface IDatasetChanges
{
    /// <summary>The dataset: the file's own or one of its nested lists.</summary>
    DatasetDefinition Dataset { get; }

    /// <summary>The counts.</summary>
    DatasetTally Tally { get; }

    /// <summary>Which columns and fields the file had.</summary>
    DatasetShape Shape { get; }

    /// <summary>The keys that quarantined rows hold.</summary>
    IReadOnlySet<HeldKey> Held { get; }

    /// <summary>Whether every absent key is held.</summary>
    bool AbsencesHeld { get; }

    /// <summary>The records that open a version: new keys and changed ones. Streamed from disk at each call.</summary>
    IEnumerable<ReadRecord> Opened();

    /// <summary>The records that refresh the untracked columns of an open version. Streamed from disk at each call.</summary>
    IEnumerable<ReadRecord> Refreshed();

    /// <summary>The records that go to quarantine. Streamed from disk at each call.</summary>
    IEnumerable<ReadRecord> Quarantined();

    /// <summary>The keys whose open version ends this night, in no order.</summary>
    IEnumerable<Hash128> Gone();
}
