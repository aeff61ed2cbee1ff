using Pipeline.Core.Faults;

namespace Pipeline.Core.Warehouse;

/// <summary>How everything that writes to a feed begins: the warehouse is ready, and no other process is at work on the feed.</summary>
internal static class FeedLease
{
    /// <summary>Makes sure that the warehouse is ready, and takes the feed's lease.</summary>
    /// <returns>The lease; it is given back when it is disposed.</returns>
    /// <exception cref="PipelineException">The warehouse is not ready, or another run is at work on the feed.</exception>
    public static async Task<ILease> TakeAsync(IWarehouse warehouse, string feed, CancellationToken cancellationToken)
    {
        await warehouse.Schema.ReadyAsync(cancellationToken);
        return await warehouse.Leases.TakeAsync(feed, cancellationToken);
    }
}
