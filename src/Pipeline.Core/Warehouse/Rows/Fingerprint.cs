using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>What the worker knows of an open version without its values.</summary>
/// <param name="Key">The hash of its key.</param>
/// <param name="Row">The hash of its tracked columns.</param>
/// <param name="Untracked">The hash of its untracked columns; null where its dataset has none.</param>
/// <param name="Parent">The hash of its parent's key; null for a root record.</param>
public readonly record struct Fingerprint(Hash128 Key, Hash128 Row, Hash128? Untracked, Hash128? Parent);
