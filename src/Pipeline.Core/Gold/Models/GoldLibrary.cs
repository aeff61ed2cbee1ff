using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Gold.Models;

/// <summary>Everything that a feed makes of its silver: models, checks and questions, read from its folder.</summary>
public sealed record GoldLibrary
{
    /// <summary>The models, each after those that it reads.</summary>
    public required IReadOnlyList<GoldModel> Models { get; init; }

    /// <summary>The checks, by name.</summary>
    public required IReadOnlyList<GoldCheck> Checks { get; init; }

    /// <summary>The questions, by number.</summary>
    public required IReadOnlyList<GoldQuestion> Questions { get; init; }

    /// <summary>Whether the feed makes anything of its silver at all.</summary>
    public bool IsEmpty => Models.Count == 0 && Questions.Count == 0;

    /// <summary>Reads <c>gold</c>, <c>checks</c> and <c>questions</c> of a feed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="engine">The engine, whose override <c>gold/&lt;engine&gt;/&lt;model&gt;.sql</c> replaces a model that can't be portable.</param>
    /// <exception cref="InvalidGoldException">Something is wrong in them; every mistake is named.</exception>
    public static GoldLibrary Read(FeedDefinition feed, string engine)
    {
        ArgumentNullException.ThrowIfNull(feed);
        var mistakes = new List<FeedMistake>();
        var reader = new GoldReader(feed, mistakes);
        var models = Files(feed, "gold").Select(path => reader.Model(SqlFile.Read(OverrideOf(path, engine)))).ToList();
        var checks = Files(feed, "checks").Select(path => reader.Check(SqlFile.Read(path))).ToList();
        var questions = Files(feed, "questions").Select(path => reader.Question(SqlFile.Read(path))).ToList();
        var ordered = InOrder(models, mistakes);
        reader.CheckNames(models, checks);

        return mistakes.Count > 0
            ? throw new InvalidGoldException(feed.Name, mistakes)
            : new GoldLibrary { Models = ordered, Checks = checks, Questions = questions };
    }

    /// <summary>The queries of all its files as one engine runs them, in the order of a night: models, checks, questions.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="sql">The engine's texts.</param>
    public IReadOnlyList<GoldQuery> Queries(FeedDefinition feed, SqlLibrary sql)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(sql);
        var questions = new FeedQuestions(this, feed.Schedule.Zone, sql, night: null);
        return
        [
            .. Models.Select(model => new GoldQuery($"gold/{model.Name}.sql", model.Table, () => sql.RenderText(model.Sql))),
            .. Checks.Select(check => new GoldQuery($"checks/{check.Name}.sql", null, () => sql.RenderText(check.Sql))),
            .. Questions.Select(question =>
                new GoldQuery($"questions/{question.Id}", null, () => questions.Render(question, new Dictionary<string, string>()))),
        ];
    }

    private static IEnumerable<string> Files(FeedDefinition feed, string folder)
    {
        var path = Path.Combine(feed.Folder, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.sql").Order(StringComparer.Ordinal)
            : [];
    }

    private static string OverrideOf(string path, string engine)
    {
        var special = Path.Combine(Path.GetDirectoryName(path)!, engine, Path.GetFileName(path));
        return File.Exists(special) ? special : path;
    }

    private static List<GoldModel> InOrder(List<GoldModel> models, List<FeedMistake> mistakes)
    {
        var ordered = new List<GoldModel>();
        var waiting = models.ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.FirstOrDefault(model => model.Reads.All(read =>
                waiting.All(other => read != $"gold.{other.Name}")));
            if (ready is null)
            {
                mistakes.Add(new FeedMistake(
                    "gold", 0, $"the models {string.Join(", ", waiting.Select(model => $"'{model.Name}'"))} read each other in a circle"));
                return models;
            }

            ordered.Add(ready);
            waiting.Remove(ready);
        }

        return ordered;
    }
}
