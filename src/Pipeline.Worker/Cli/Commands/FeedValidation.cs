using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Warehouse;

namespace Pipeline.Worker.Cli.Commands;

/// <summary>What is wrong with one feed, or what it holds.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Summary">What it holds, in a line; empty where something is wrong.</param>
/// <param name="Faults">What is wrong, each fault with every mistake of its kind.</param>
/// <param name="Guards">The guards that hold for each dataset, by its name; none where something is wrong.</param>
internal sealed record FeedValidation(
    string Feed, string Summary, IReadOnlyList<PipelineException> Faults, IReadOnlyList<(string Dataset, string Guards)> Guards)
{
    /// <summary>Reads a feed's files as a run would.</summary>
    /// <param name="folder">The folder of feeds.</param>
    /// <param name="name">The feed.</param>
    /// <param name="engine">The warehouse whose words the gold files are read in.</param>
    /// <param name="isAsked">Whether that warehouse itself is asked what it can run.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public static async Task<FeedValidation> OfAsync(
        string folder, string name, IWarehouse engine, bool isAsked, CancellationToken cancellationToken)
    {
        try
        {
            var feed = FeedReader.Read(folder, name);
            var library = GoldLibrary.Read(feed, engine.Traits.Name);
            var mistakes = await GoldSqlCheck.FindMistakesAsync(feed, library, cancellationToken);
            if (mistakes.Count > 0)
            {
                throw new InvalidGoldException(name, mistakes);
            }

            var misfits = isAsked ? await engine.Gold.TryAsync(feed, library, cancellationToken) : [];
            return misfits.Count > 0
                ? throw new GoldMisfitException(name, engine.Name, engine.Traits.Name, misfits)
                : new FeedValidation(name, Describe(feed, library), [], [.. feed.AllDatasets.Select(dataset => (dataset.Name, GuardsOf(dataset)))]);
        }
        catch (PipelineException fault) when (fault is InvalidFeedException or InvalidGoldException or GoldMisfitException)
        {
            return new FeedValidation(name, "", [fault], []);
        }
    }

    /// <summary>The verdict for machines.</summary>
    public object ToJson() => new
    {
        Feed,
        Valid = Faults.Count == 0,
        Mistakes = Faults.SelectMany(fault => fault switch
        {
            InvalidFeedException feed => feed.Mistakes.Select(mistake => Mistake(mistake.File, mistake.Line, mistake.Message)),
            InvalidGoldException gold => gold.Mistakes.Select(Mistake),
            GoldMisfitException misfit => misfit.Mistakes.Select(Mistake),
            _ => [],
        }),
        Guards = Guards.Select(guards => new { guards.Dataset, guards.Guards }),
    };

    private static string GuardsOf(DatasetDefinition dataset) =>
        $"{dataset.Guards}{(dataset.Parent is null ? $", on_empty {dataset.OnEmpty.ToString().ToLowerInvariant()}, on_blocked {dataset.OnBlocked.ToString().ToLowerInvariant()}" : "")}, on_missing_column {dataset.OnMissingColumn.ToString().ToLowerInvariant()}";

    private static object Mistake(string text) => text.Split(": ", 2) is [var file, var message]
        ? Mistake(file, 0, message)
        : Mistake("", 0, text);

    private static object Mistake(string file, int line, string message) => new { File = file, Line = line == 0 ? (int?)null : line, Message = message };

    private static string Describe(FeedDefinition feed, GoldLibrary library)
    {
        var lists = feed.AllDatasets.Count(dataset => dataset.Parent is not null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{feed.Name}: valid, with {feed.Datasets.Count} dataset(s), {lists} nested list(s), {library.Models.Count} model(s), {library.Checks.Count + feed.AllDatasets.Sum(dataset => dataset.Checks.Count)} check(s), {library.Questions.Count} question(s)");
    }
}
