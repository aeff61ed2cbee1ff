using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>What silver holds, with its values: asked for few keys, or on few nights.</summary>
public interface IVersionValues
{
    /// <summary>The versions of these keys that were open just before an instant, with their values, each once, in no order.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="before">The instant, in UTC; <see cref="DateTime.MaxValue"/> for those that are open now.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    IAsyncEnumerable<OpenRecord> ReadValuesAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, DateTime before, CancellationToken cancellationToken);
}
