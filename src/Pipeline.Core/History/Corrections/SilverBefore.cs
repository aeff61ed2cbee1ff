using System.Runtime.CompilerServices;
using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.History.Corrections;

/// <summary>Silver as if no night had come at an instant or after it: what an older night is compared with.</summary>
/// <param name="silver">Silver as it is.</param>
/// <param name="instant">The instant of the older night.</param>
/// <param name="firstLater">The instant of the first accepted night at it or after it.</param>
internal sealed class SilverBefore(IVersionHistory silver, DateTime instant, DateTime firstLater) : IOpenVersions
{
    private readonly Dictionary<string, HashSet<Hash128>> _uncertain = [];

    /// <summary>What the untracked columns of a version were, where a later night has refreshed them since.</summary>
    public Dictionary<(string Dataset, Hash128 Key), Hash128?> Untracked { get; } = [];

    /// <summary>The records that <see cref="Untracked"/> was read from.</summary>
    public Dictionary<(string Dataset, Hash128 Key), Origin> Origins { get; } = [];

    /// <summary>The keys of which it is known what their untracked columns were.</summary>
    public HashSet<(string Dataset, Hash128 Key)> Recalled { get; } = [];

    /// <summary>The keys whose untracked columns a later night may have refreshed, as far as they were read.</summary>
    public IReadOnlySet<Hash128> Uncertain(string dataset) => _uncertain.GetValueOrDefault(dataset) ?? [];

    public IAsyncEnumerable<Fingerprint> ReadOpenAsync(DatasetDefinition dataset, CancellationToken cancellationToken) =>
        PrintsAsync(dataset, silver.ReadBeforeAsync(dataset, instant, cancellationToken), cancellationToken);

    public IAsyncEnumerable<Fingerprint> LookUpAsync(DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        PrintsAsync(dataset, Before(silver.LookUpVersionsAsync(dataset, keys, cancellationToken)), cancellationToken);

    public IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        PrintsAsync(dataset, Before(silver.LookUpChildVersionsAsync(dataset, parents, cancellationToken)), cancellationToken);

    /// <remarks>Never later than the older night: what came since is not known then.</remarks>
    public IAsyncEnumerable<OpenRecord> ReadValuesAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, DateTime before, CancellationToken cancellationToken) =>
        silver.ReadValuesAsync(dataset, keys, before < instant ? before : instant, cancellationToken);

    private IAsyncEnumerable<VersionBefore> Before(IAsyncEnumerable<VersionMark> versions) =>
        versions.Where(version => version.HoldsBefore(instant)).Select(version => new VersionBefore(version.Print, version.To));

    private async IAsyncEnumerable<Fingerprint> PrintsAsync(
        DatasetDefinition dataset, IAsyncEnumerable<VersionBefore> versions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hasUntracked = dataset.Columns.Any(column => !column.Tracked);
        if (hasUntracked && !_uncertain.ContainsKey(dataset.Name))
        {
            _uncertain.Add(dataset.Name, []);
        }

        await foreach (var version in versions.WithCancellation(cancellationToken))
        {
            if (hasUntracked && (version.To is not { } to || to > firstLater))
            {
                _uncertain[dataset.Name].Add(version.Print.Key);
            }

            yield return Untracked.Count > 0 && Untracked.TryGetValue((dataset.Name, version.Print.Key), out var untracked)
                ? version.Print with { Untracked = untracked }
                : version.Print;
        }
    }
}
