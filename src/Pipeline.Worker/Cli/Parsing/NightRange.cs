using System.Globalization;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>The nights that a run is asked for, in order.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
internal sealed record NightRange(DateOnly From, DateOnly To)
{
    private const string Format = "yyyy-MM-dd";
    private const string Separator = "..";

    /// <summary>Every night of the range.</summary>
    public IEnumerable<DateOnly> Nights => Enumerable.Range(0, To.DayNumber - From.DayNumber + 1).Select(From.AddDays);

    /// <summary>A night as texts write it.</summary>
    public static string Name(DateOnly night) => night.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The nights of a command line.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="night">The text of <c>--night</c>, or null.</param>
    /// <param name="backfill">The text of <c>--backfill</c>, or null.</param>
    /// <param name="latest">The latest night whose scheduled time has passed.</param>
    /// <exception cref="CommandException">A text is no night or range, both are given, or a night is still to come.</exception>
    public static NightRange Parse(string feed, string? night, string? backfill, DateOnly latest)
    {
        var range = (night, backfill) switch
        {
            (null, null) => new NightRange(latest, latest),
            ({ } one, null) => Date(one) is { } date ? new NightRange(date, date) : throw NotANight(feed, one),
            (null, { } several) => Range(several) ?? throw NotARange(feed, several),
            _ => throw Both(feed),
        };
        return range.To <= latest ? range : throw StillToCome(feed, range.To, latest);
    }

    /// <summary>Sees to it that each night has files of its own.</summary>
    /// <exception cref="CommandException">Some dataset's one file would stand for every night.</exception>
    public void RequireFiles(FeedDefinition feed, IReadOnlySet<string> overridden, Archive archive, DateOnly latest)
    {
        if (From == To)
        {
            return;
        }

        // The latest night is what a source holds now, with or without a placeholder.
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

    /// <summary>The night that a text names.</summary>
    /// <exception cref="CommandException">It names none.</exception>
    public static DateOnly Date(string feed, string text) => Date(text) ?? throw NotANight(feed, text);

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static NightRange? Range(string text) =>
        text.Split(Separator) is [var from, var to] && Date(from) is { } first && Date(to) is { } last && first <= last
            ? new NightRange(first, last)
            : null;

    private static CommandException NotANight(string feed, string text) => new(
        $"""
        '{text}' is no night; a night is a date that there is, written yyyy-MM-dd.
        A night that was guessed would put a delivery in the wrong place of history.
        Nothing was fetched, and the warehouse is as it was.
        Write it out: ./pipeline run {feed} --night 2021-12-31
        """);

    private static CommandException NotARange(string feed, string text) => new(
        $"""
        '{text}' is no range of nights; it is written FROM..TO, and FROM is not after TO.
        Nights that were guessed would put deliveries in the wrong place of history.
        Nothing was fetched, and the warehouse is as it was.
        Write it out: ./pipeline run {feed} --backfill 2021-12-29..2021-12-31
        """);

    private static CommandException Both(string feed) => new(
        $"""
        --night and --backfill exclude each other: the one names a single night, the other several.
        Which of them was meant would be a guess.
        Nothing was fetched, and the warehouse is as it was.
        Give one of them: ./pipeline run {feed} --night 2021-12-31
        """);

    private static CommandException StillToCome(string feed, DateOnly night, DateOnly latest) => new(
        $"""
        Night {Name(night)} is still to come: the latest whose scheduled time has passed is {Name(latest)}.
        A file taken for a night that is still to come would keep that night's own file out.
        Nothing was fetched, and the warehouse is as it was.
        Run the latest: ./pipeline run {feed} --night {Name(latest)}
        """);

    private CommandException OneFileForAll(FeedDefinition feed, List<DatasetDefinition> datasets) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        The nights {Name(From)} to {Name(To)} can't be told apart for {datasets.Count} of {feed.Datasets.Count} datasets of '{feed.Name}': {string.Join(", ", datasets.Select(dataset => $"{dataset.Name} ({dataset.File} of source '{dataset.Source}')"))}.
        Each has one file for all nights, and the archive does not hold theirs: the file that is there now would become every one of these nights.
        Nothing was fetched, and the warehouse is as it was.
        Write {"{night:yyyy-MM-dd}"} into the URL or the file's name, or run the one night that the files stand for: ./pipeline run {feed.Name} --night {Name(To)}
        """));
}
