namespace Pipeline.Worker.Tests.Folding;

/// <summary>One thing that is done to a feed: a command, and what it is about.</summary>
/// <param name="Act">Which command.</param>
/// <param name="Night">The night; of a backfill, the first.</param>
/// <param name="Place">The dataset's place in the feed; null for all of them.</param>
internal sealed record FeedStep(FeedAct Act, int Night, int? Place = null)
{
    private const int Withdrawals = 2;

    /// <summary>
    /// A random course: every night in any order, half of them once more and then mostly from the source; nights that are taken
    /// back in between; and all nights in order at the end.
    /// </summary>
    public static IReadOnlyList<FeedStep> Course(Random random, int nights, int datasets)
    {
        var steps = new List<FeedStep>();
        foreach (var night in Enumerable.Range(random.Next(nights), nights + (nights / 2)).Select(number => 1 + (number % nights)).OrderBy(_ => random.Next()))
        {
            var isAgain = steps.Exists(step => step.Night == night);
            steps.Add(new FeedStep(isAgain && random.Next(3) > 0 ? FeedAct.RunFromSource : FeedAct.Run, night));
        }

        for (var withdrawal = 0; withdrawal < Withdrawals; withdrawal++)
        {
            var place = (steps.Count / 2) + random.Next(steps.Count / 2);
            steps.Insert(place, new FeedStep(FeedAct.Withdraw, steps[random.Next(place)].Night, withdrawal % 2 == 0 ? random.Next(datasets) : null));
        }

        return [.. steps, new FeedStep(FeedAct.Backfill, 1)];
    }
}

/// <summary>What an operator does.</summary>
internal enum FeedAct
{
    /// <summary><c>run --night</c>: files that are in the archive are taken from there.</summary>
    Run,

    /// <summary><c>run --night --source</c>: files are asked for at the source, whatever the archive holds.</summary>
    RunFromSource,

    /// <summary><c>withdraw</c>.</summary>
    Withdraw,

    /// <summary><c>run --backfill</c>, up to the last night.</summary>
    Backfill,
}
