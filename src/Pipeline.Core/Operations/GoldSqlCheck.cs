using System.Data.Common;
using HandlebarsDotNet;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Checks;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Runs every SQL file of a feed once over empty tables, so that a mistake shows before a night meets it.</summary>
/// <param name="open">Opens an embedded warehouse in an empty folder.</param>
internal sealed class GoldSqlCheck(OpenEmbedded open)
{
    /// <summary>Every file that the engine refuses, with its reason.</summary>
    public async Task<IReadOnlyList<FeedMistake>> FindMistakesAsync(
        FeedDefinition feed, GoldLibrary library, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("pipeline-validate-").FullName;
        try
        {
            await using var warehouse = open(folder);
            await warehouse.Schema.MigrateAsync(cancellationToken);
            foreach (var dataset in feed.AllDatasets)
            {
                await warehouse.Schema.PrepareAsync(feed.Name, dataset, cancellationToken);
            }

            return await FindMistakesAsync(warehouse, feed, library, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<FeedMistake>> FindMistakesAsync(
        IWarehouse warehouse, FeedDefinition feed, GoldLibrary library, CancellationToken cancellationToken)
    {
        var mistakes = new List<FeedMistake>();
        await using var build = await warehouse.Gold.BeginAsync(feed.Name, cancellationToken);
        foreach (var model in library.Models)
        {
            await TryAsync($"gold/{model.Name}.sql", () => build.BuildAsync(model.Table, warehouse.Sql.RenderText(model.Sql), cancellationToken));
        }

        foreach (var check in library.Checks)
        {
            await TryAsync($"checks/{check.Name}.sql", () => build.CheckAsync(check, warehouse.Sql.RenderText(check.Sql), cancellationToken));
        }

        foreach (var check in DeclaredChecks.Of(feed, warehouse.Sql))
        {
            await TryAsync($"the declared check {check.Name}", () => build.CheckAsync(check, check.Sql, cancellationToken));
        }

        foreach (var question in library.Questions)
        {
            var one = new FeedQuestions(library with { Questions = [question] }, feed.Schedule.Zone, warehouse.Sql, night: null);
            await TryAsync($"questions/{question.Id}", () => one.AnswerAsync((_, sql) => build.AskAsync(sql, cancellationToken), settings: null));
        }

        return mistakes;

        async Task TryAsync<T>(string file, Func<Task<T>> run)
        {
            try
            {
                await run();
            }
            catch (Exception fault) when (fault is DbException or HandlebarsException or ArgumentException or QuestionParameterException)
            {
                mistakes.Add(new FeedMistake(file, 0, fault.Message.ReplaceLineEndings(" ")));
            }
        }
    }
}
