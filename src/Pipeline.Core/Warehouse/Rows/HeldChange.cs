namespace Pipeline.Core.Warehouse.Rows;

/// <summary>A key that a later night holds in addition, or no longer holds.</summary>
/// <param name="Night">The later night.</param>
/// <param name="Key">What is held.</param>
/// <param name="IsHeld">Whether it becomes held; false where it stops.</param>
public sealed record HeldChange(DateOnly Night, HeldKey Key, bool IsHeld);
