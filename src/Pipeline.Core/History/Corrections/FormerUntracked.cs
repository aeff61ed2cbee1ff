using System.Collections.Frozen;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.History.Corrections;

/// <summary>What untracked columns were before a night, as far as that was read again from the archive (H12).</summary>
/// <param name="Values">Those that a later night has refreshed since: the hash of the former values, and where they are.</param>
/// <param name="Known">The keys that were looked up, those without a difference included.</param>
internal sealed record FormerUntracked(
    IReadOnlyDictionary<(string Dataset, Hash128 Key), (Hash128? Hash, Origin Origin)> Values, IReadOnlySet<(string Dataset, Hash128 Key)> Known)
{
    /// <summary>Nothing was looked up.</summary>
    public static readonly FormerUntracked Nothing = new(
        FrozenDictionary<(string Dataset, Hash128 Key), (Hash128? Hash, Origin Origin)>.Empty, FrozenSet<(string Dataset, Hash128 Key)>.Empty);
}
