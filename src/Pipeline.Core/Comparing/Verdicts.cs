using System.Collections.Immutable;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Comparing;

/// <summary>What an earlier pass over the delivery found out about keys that stand in it with different values (H9).</summary>
internal sealed class Verdicts
{
    /// <summary>No key is known to conflict: the first pass, and on most nights the only one.</summary>
    public static readonly Verdicts None = new(ImmutableDictionary<(string Dataset, Hash128 Key), Winner?>.Empty, []);

    private readonly ImmutableDictionary<(string Dataset, Hash128 Key), Winner?> _verdicts;
    private readonly ImmutableHashSet<(string Dataset, Hash128 Key)> _facts;

    private Verdicts(
        ImmutableDictionary<(string Dataset, Hash128 Key), Winner?> verdicts, ImmutableHashSet<(string Dataset, Hash128 Key)> facts) =>
        (_verdicts, _facts) = (verdicts, facts);

    public Verdicts With(IEnumerable<KeyValuePair<(string Dataset, Hash128 Key), Winner?>> found) =>
        new(_verdicts.SetItems(found), _facts);

    /// <summary>With facts that silver knows with other values; the same verdicts where there are none.</summary>
    public Verdicts WithKnownFacts(IEnumerable<(string Dataset, Hash128 Key)> facts) =>
        _facts.Union(facts) is var all && all.Count == _facts.Count ? this : new Verdicts(_verdicts, all);

    /// <summary>What becomes of one record of the delivery.</summary>
    public Verdict On(ReadRecord record)
    {
        if ((_verdicts.IsEmpty && _facts.IsEmpty) || record.Key is not { } key)
        {
            return Verdict.Stands;
        }

        var name = (record.Dataset.Name, key);
        return !_verdicts.TryGetValue(name, out var winner) ? KnownOrStands()
            : winner is null ? Verdict.Conflicts
            : winner.Row == record.Row && winner.Untracked == record.Untracked ? KnownOrStands()
            : Verdict.Superseded;

        Verdict KnownOrStands() => _facts.Contains(name) ? Verdict.KnownFact : Verdict.Stands;
    }

    public bool Knows(string dataset, Hash128 key) => _verdicts.ContainsKey((dataset, key));
}

/// <summary>The record that its dataset's <c>order_by</c> picks among conflicting duplicates.</summary>
internal sealed record Winner(Hash128 Row, Hash128? Untracked);

/// <summary>What becomes of one record of a delivery in the light of the others.</summary>
internal enum Verdict
{
    /// <summary>It is accepted for its key.</summary>
    Stands,

    /// <summary>Another record of its key comes later in the dataset's order.</summary>
    Superseded,

    /// <summary>Nothing decides between it and another record of its key.</summary>
    Conflicts,

    /// <summary>It is a fact that silver knows with other values (H22).</summary>
    KnownFact,
}
