namespace Pipeline.SampleData;

/// <summary>SplitMix64: the same numbers from the same seed on every platform and every version of .NET.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A whole number of 0 to <paramref name="limit"/> - 1.</summary>
    public int Next(int limit) => (int)(NextBits() % (ulong)limit);

    /// <summary>A number of [0, 1), in steps of 2^-53.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>The same items in another order (Fisher and Yates).</summary>
    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        for (var last = shuffled.Length - 1; last > 0; last--)
        {
            var other = Next(last + 1);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }

        return shuffled;
    }

    private ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15;
        var bits = state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
