using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Operations;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows what feed files and gold files declare, or every mistake in them.</summary>
internal static class ValidationOutput
{
    public static void Write(IReadOnlyList<FeedValidation> validations, string folder, Terminal terminal)
    {
        foreach (var validation in validations)
        {
            if (validation is { Definition: { } feed, Library: { } library })
            {
                terminal.WriteLine(Describe(feed, library));
                foreach (var dataset in feed.AllDatasets)
                {
                    terminal.WriteLine($"  {dataset.Name}: {Guards(dataset)}");
                }
            }
        }

        foreach (var (index, fault) in validations.Select(validation => validation.Fault).OfType<Core.Faults.PipelineException>().Index())
        {
            if (index > 0)
            {
                terminal.NoteBlank();
            }

            terminal.Fail(fault);
        }

        if (validations.Count == 0)
        {
            terminal.WriteLine($"{folder} has no feed: no folder in it has a {FeedReader.FileName}");
        }
    }

    public static object ToJson(FeedValidation validation) => new
    {
        validation.Feed,
        Valid = validation.Fault is null,
        Mistakes = validation.Mistakes.Select(mistake => new { mistake.File, Line = mistake.Line == 0 ? (int?)null : mistake.Line, mistake.Message }),
        Guards = (validation.Definition?.AllDatasets ?? []).Select(dataset => new { Dataset = dataset.Name, Guards = Guards(dataset) }),
    };

    private static string Guards(DatasetDefinition dataset) =>
        $"{dataset.Guards}{(dataset.Parent is null ? $", on_empty {dataset.OnEmpty.ToString().ToLowerInvariant()}, on_blocked {dataset.OnBlocked.ToString().ToLowerInvariant()}" : "")}, on_missing_column {dataset.OnMissingColumn.ToString().ToLowerInvariant()}";

    private static string Describe(FeedDefinition feed, GoldLibrary library)
    {
        var lists = feed.AllDatasets.Count(dataset => dataset.Parent is not null);
        var checks = library.Checks.Count + feed.AllDatasets.Sum(dataset => dataset.Checks.Count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{feed.Name}: valid, with {feed.Datasets.Count} dataset(s), {lists} nested list(s), {library.Models.Count} model(s), {checks} check(s), {library.Questions.Count} question(s)");
    }
}
