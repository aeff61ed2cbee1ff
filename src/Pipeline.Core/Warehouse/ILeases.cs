namespace Pipeline.Core.Warehouse;

/// <summary>Who works on a feed: one process at a time.</summary>
public interface ILeases
{
    /// <summary>Makes this process the only one that works on a feed, until the lease is disposed.</summary>
    /// <exception cref="FeedIsLeasedException">Another process holds it.</exception>
    Task<ILease> TakeAsync(string feed, CancellationToken cancellationToken);
}
