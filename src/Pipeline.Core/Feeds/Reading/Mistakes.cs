namespace Pipeline.Core.Feeds.Reading;

/// <summary>Collects what is wrong in one file, so that everything is reported at once.</summary>
internal sealed class Mistakes(string file)
{
    private readonly List<FeedMistake> _found = [];

    public bool Any => _found.Count > 0;

    /// <summary>In the order of lines; on one line, in the order in which they were found; each once.</summary>
    public IReadOnlyList<FeedMistake> InLineOrder => [.. _found.OrderBy(mistake => mistake.Line).Distinct()];

    public void Add(int line, string message) => _found.Add(new FeedMistake(file, line, message));
}
