using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Operations;

/// <summary>The nights that a run is asked for, in order.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last; not before the first.</param>
public sealed record NightRange(DateOnly From, DateOnly To)
{
    /// <summary>Every night of the range.</summary>
    public IEnumerable<DateOnly> Nights => Enumerable.Range(0, To.DayNumber - From.DayNumber + 1).Select(From.AddDays);

    /// <summary>Whether it is more than one night.</summary>
    public bool IsBackfill => From < To;

    /// <summary>The range as people write it: <c>2021-12-29..2021-12-31</c>.</summary>
    public override string ToString() => $"{Night.NameOf(From)}..{Night.NameOf(To)}";

    /// <summary>Makes sure that the scheduled time of every night has passed.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="latest">The latest night whose scheduled time has passed.</param>
    /// <exception cref="RefusedException">The last night is in the future.</exception>
    public void RequireDue(string feed, DateOnly latest)
    {
        if (To > latest)
        {
            throw new RefusedException(new Fault
            {
                What = $"Night {Night.NameOf(To)} is in the future: the latest night whose scheduled time has passed is {Night.NameOf(latest)}.",
                Why = "A file that is taken for a future night would keep that night's own file out.",
                Untouched = "Nothing was received, and the warehouse is unchanged.",
                Next = [NextStep.Run("Run the latest", "run", feed, "--night", Night.NameOf(latest))],
            });
        }
    }

    /// <summary>Makes sure that each night has files of its own.</summary>
    /// <param name="feed">The feed, with its sources as they are read.</param>
    /// <param name="overridden">The sources that were given in place of the feed file's.</param>
    /// <param name="archive">The archive, which may have the files of past nights.</param>
    /// <param name="latest">The latest night: what a source has now is its file.</param>
    /// <exception cref="RefusedException">Some dataset's one file would be taken for every night.</exception>
    public void RequireFiles(FeedDefinition feed, IReadOnlySet<string> overridden, Archive archive, DateOnly latest)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(overridden);
        ArgumentNullException.ThrowIfNull(archive);
        if (!IsBackfill)
        {
            return;
        }

        var missing = feed.Datasets
            .Where(dataset => !NightPlaceholder.TellsEveryNight($"{feed.Sources[dataset.Source].Url}/{dataset.File}"))
            .Where(dataset => overridden.Contains(dataset.Source) || Nights.Any(night => night != latest
                && archive.Find(new ArchiveNight(feed.Name, night), dataset.Source, NightPlaceholder.Fill(dataset.File, night)) is null))
            .ToList();
        if (missing.Count > 0)
        {
            throw OneFileForAll(feed, missing);
        }
    }

    private RefusedException OneFileForAll(FeedDefinition feed, List<DatasetDefinition> datasets)
    {
        var files = string.Join(", ", datasets.Select(dataset => $"{dataset.Name} ({dataset.File} of source '{dataset.Source}')"));
        return new RefusedException(new Fault
        {
            What = FormattableString.Invariant(
                $"The nights {Night.NameOf(From)} to {Night.NameOf(To)} have no files of their own for {datasets.Count} of {feed.Datasets.Count} datasets of '{feed.Name}': {files}."),
            Why = "Each of these has one file for all nights, and the archive does not have theirs: the file that is there now would become every one of these nights.",
            Untouched = "Nothing was received, and the warehouse is unchanged.",
            Next =
            [
                new NextStep("Write {night:yyyy-MM-dd} into the URL or the file's name"),
                NextStep.Run("Or run the one night that the files belong to", "run", feed.Name, "--night", Night.NameOf(To)),
            ],
        });
    }
}
