namespace Pipeline.Core.Warehouse.Rows;

/// <summary>The record of an act of erasure; never the key's plain value.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Target">The record.</param>
/// <param name="Reason">Why.</param>
/// <param name="ErasedBy">Who.</param>
/// <param name="BeganAt">When, in UTC.</param>
public sealed record ErasureRequest(string Feed, ErasureTarget Target, string Reason, string ErasedBy, DateTimeOffset BeganAt);
