namespace Pipeline.Core.Warehouse;

/// <summary>The right to work on a feed. Disposing it gives it back.</summary>
public interface ILease : IAsyncDisposable
{
    /// <summary>Greater than every token given out for the feed before: recorded with each accepted night.</summary>
    long Token { get; }
}
