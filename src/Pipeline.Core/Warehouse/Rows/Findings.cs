namespace Pipeline.Core.Warehouse.Rows;

/// <summary>What a verification has found to be wrong: counted, and the first few of each kind kept.</summary>
public sealed class Findings
{
    /// <summary>How many of each kind are kept with their details.</summary>
    public const int Kept = 5;

    private readonly Dictionary<(string Dataset, string Kind), (long Count, List<Deviation> First)> _found = [];
    private readonly List<(string Dataset, string Kind)> _order = [];

    /// <summary>Every kind that was found, in the order in which it was first met.</summary>
    public IReadOnlyList<Finding> All => [.. _order.Select(kind => new Finding(kind.Dataset, kind.Kind, _found[kind].Count, _found[kind].First))];

    /// <summary>Whether another deviation of a kind would be kept with its details.</summary>
    public bool Keeps(string dataset, string kind) => !_found.TryGetValue((dataset, kind), out var found) || found.First.Count < Kept;

    /// <summary>Notes a deviation.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="kind">What is wrong, in a few words that are the same for all of its kind.</param>
    /// <param name="deviation">Where, and how.</param>
    public void Add(string dataset, string kind, Deviation deviation)
    {
        if (!_found.TryGetValue((dataset, kind), out var found))
        {
            found = (0, []);
            _order.Add((dataset, kind));
        }

        if (found.First.Count < Kept)
        {
            found.First.Add(deviation);
        }

        _found[(dataset, kind)] = (found.Count + 1, found.First);
    }

    /// <summary>Notes a deviation.</summary>
    public void Add(string dataset, string kind, string subject, string expected, string found) =>
        Add(dataset, kind, new Deviation(subject, expected, found));
}

/// <summary>One kind of deviation in one dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Count">How often.</param>
/// <param name="First">The first few.</param>
public sealed record Finding(string Dataset, string Kind, long Count, IReadOnlyList<Deviation> First);

/// <summary>One deviation.</summary>
/// <param name="Subject">The key, night or file, as a person reads it.</param>
/// <param name="Expected">What must be.</param>
/// <param name="Found">What is.</param>
public sealed record Deviation(string Subject, string Expected, string Found);
