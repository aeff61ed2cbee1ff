using System.Runtime.CompilerServices;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History.Corrections;

/// <summary>Silver as if no night had come at an instant or after it: what an older night is compared with.</summary>
/// <param name="silver">Silver.</param>
/// <param name="instant">The instant of the older night, in UTC.</param>
/// <param name="firstLater">The instant of the first accepted night at it or after it, in UTC.</param>
/// <param name="former">What untracked columns were, where later nights have refreshed them.</param>
internal sealed class SilverBefore(IVersionHistory silver, DateTime instant, DateTime firstLater, FormerUntracked former) : IOpenVersions
{
    private readonly Dictionary<string, HashSet<Hash128>> _uncertain = [];

    /// <summary>The keys whose untracked columns a later night may have refreshed, of those that were read here.</summary>
    public IReadOnlySet<Hash128> Uncertain(string dataset) => _uncertain.GetValueOrDefault(dataset) ?? [];

    public IAsyncEnumerable<Fingerprint> ReadOpenAsync(DatasetDefinition dataset, CancellationToken cancellationToken) =>
        FingerprintsAsync(dataset, silver.ReadBeforeAsync(dataset, instant, cancellationToken), cancellationToken);

    public IAsyncEnumerable<Fingerprint> LookUpAsync(DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        FingerprintsAsync(dataset, Before(silver.LookUpVersionsAsync(dataset, keys, cancellationToken)), cancellationToken);

    public IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        FingerprintsAsync(dataset, Before(silver.LookUpChildVersionsAsync(dataset, parents, cancellationToken)), cancellationToken);

    /// <remarks>Never later than the older night, which does not know the nights after it.</remarks>
    public IAsyncEnumerable<OpenRecord> ReadValuesAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, DateTime before, CancellationToken cancellationToken) =>
        silver.ReadValuesAsync(dataset, keys, before < instant ? before : instant, cancellationToken);

    private IAsyncEnumerable<VersionBefore> Before(IAsyncEnumerable<VersionMark> versions) =>
        versions.Where(version => version.IsValidBefore(instant)).Select(version => new VersionBefore(version.Fingerprint, version.To));

    private async IAsyncEnumerable<Fingerprint> FingerprintsAsync(
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
                _uncertain[dataset.Name].Add(version.Fingerprint.Key);
            }

            yield return former.Values.Count > 0 && former.Values.TryGetValue((dataset.Name, version.Fingerprint.Key), out var untracked)
                ? version.Fingerprint with { Untracked = untracked.Hash }
                : version.Fingerprint;
        }
    }
}
