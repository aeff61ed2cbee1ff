using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>One change that brings silver from its current versions to the corrected ones.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Key">The version's key.</param>
/// <param name="From">When it begins, in UTC.</param>
/// <param name="To">When it ends, in UTC; null while it is open.</param>
/// <param name="IsLatest">Whether it is the last version of its key.</param>
/// <param name="Source">The beginning of the version in silver that its values are copied from; null where they come from a record.</param>
/// <param name="Record">The record that has its values; null where they are copied.</param>
public readonly record struct VersionChange(
    VersionAction Action, Hash128 Key, DateTime From, DateTime? To, bool IsLatest, DateTime? Source, ReadRecord? Record);

/// <summary>What is done with a version.</summary>
public enum VersionAction
{
    /// <summary>It is superseded: it moves to the superseded versions.</summary>
    Supersede,

    /// <summary>It is written with the values of another version of its key.</summary>
    Copy,

    /// <summary>It is written with the values of a record.</summary>
    Write,

    /// <summary>It stays, and only whether it is the latest of its key changes.</summary>
    Mark,

    /// <summary>It stays, and its derived columns get the values of a record.</summary>
    Derive,
}
