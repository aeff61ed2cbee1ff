using System.Globalization;
using Pipeline.Core.Gold.Checks;
using Pipeline.Core.Gold.Freshness;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Builds one generation of gold, checks it, and publishes it as a whole.</summary>
internal sealed class GoldBuildRun(
    RunContext run, IWarehouse warehouse, GoldLibrary library, IReadOnlyList<GoldCheck> declared, GoldFreshness freshness, NightJournal journal)
{
    private readonly GoldLineage _lineage = new(library.Models);

    /// <param name="attempt">What is tried, for messages.</param>
    /// <param name="generation">The digest of the generation.</param>
    /// <param name="now">When it counts as published, in UTC.</param>
    /// <param name="isOfRun">Whether the run loaded datasets; publishing on request did not.</param>
    /// <param name="cancellationToken">Stops before publishing, never within it.</param>
    public async Task<GoldOutcome> RunAsync(
        GoldAttempt attempt, string generation, DateTimeOffset now, bool isOfRun, CancellationToken cancellationToken)
    {
        await using var build = await warehouse.Gold.BeginAsync(run.Feed.Name, cancellationToken);
        if (library.IsEmpty)
        {
            // Nothing to publish, and yet what the feed file declares must hold.
            return GoldOutcome.Of(GoldState.Untouched) with { Checks = await CheckAsync(attempt, build, cancellationToken) };
        }

        var models = await BuildAsync(attempt, build, cancellationToken);
        var answers = await AnswerAsync(attempt, build, cancellationToken);
        var checks = await CheckAsync(attempt, build, cancellationToken);
        await PublishAsync(build, generation, now, isOfRun, cancellationToken);
        return new GoldOutcome(GoldState.Published, models, checks, answers, null);
    }

    private async Task<IReadOnlyList<(string Model, long Rows)>> BuildAsync(GoldAttempt attempt, IGoldBuild build, CancellationToken cancellationToken)
    {
        var models = new List<(string Model, long Rows)>();
        foreach (var model in library.Models)
        {
            var rows = await journal.StepAsync(
                "build",
                model.Name,
                () => GoldSqlException.ExplainAsync($"gold/{model.Name}.sql", attempt, warehouse, () => build.BuildAsync(model.Table, warehouse.Sql.RenderText(model.Sql), cancellationToken)),
                rows => (null, rows));
            models.Add((model.Name, rows));
        }

        return models;
    }

    private async Task<IReadOnlyList<Answer>> AnswerAsync(GoldAttempt attempt, IGoldBuild build, CancellationToken cancellationToken) =>
        library.Questions.Count == 0 ? [] : await journal.StepAsync(
            "build",
            AnswersTable.Name,
            async () =>
            {
                var asked = new FeedQuestions(library, run.Feed.Schedule.Zone, warehouse.Sql, freshness.NightOf(null).Night);
                var found = await GoldSqlException.ExplainAsync("a file of questions", attempt, warehouse, () => asked.AnswerAsync(
                    (question, sql) => GoldSqlException.ExplainAsync($"questions/{question.Id}", attempt, warehouse, () => build.AskAsync(sql, cancellationToken)), settings: null));
                await build.AnswerAsync(found, cancellationToken);
                return found;
            },
            found => (null, found.Count));

    private Task<IReadOnlyList<CheckResult>> CheckAsync(GoldAttempt attempt, IGoldBuild build, CancellationToken cancellationToken) => journal.StepAsync(
        "check",
        null,
        async () =>
        {
            var results = new List<CheckResult>();
            foreach (var (check, source, sql) in library.Checks
                .Select(check => (check, $"checks/{check.Name}.sql", (Func<string>)(() => warehouse.Sql.RenderText(check.Sql))))
                .Concat(declared.Select(check => (check, $"the declared check {check.Name}", (Func<string>)(() => check.Sql)))))
            {
                var result = await GoldSqlException.ExplainAsync(source, attempt, warehouse, () => build.CheckAsync(check, sql(), cancellationToken));
                await warehouse.Ledger.AddCheckAsync(run.RunId, result, cancellationToken);
                results.Add(result);
                if (result is { Offending: > 0, Check.Severity: CheckSeverity.Warn })
                {
                    journal.Warn(string.Create(CultureInfo.InvariantCulture, $"check {check.Name}: {result.Offending} row(s) offend: {check.Summary}"));
                }
            }

            var failed = results.Where(result => result is { Offending: > 0, Check.Severity: CheckSeverity.Stop }).ToList();
            return failed.Count == 0 ? (IReadOnlyList<CheckResult>)results : throw new ChecksFailedException(attempt, failed);
        },
        checks => (null, checks.Count));

    private Task PublishAsync(IGoldBuild build, string generation, DateTimeOffset now, bool isOfRun, CancellationToken cancellationToken) =>
        journal.StepAsync("publish", null, async () =>
        {
            var tables = library.Models.Select(model => model.Name).Concat(library.Questions.Count == 0 ? [] : [AnswersTable.Name]);
            var former = await FormerReasonsAsync(isOfRun, cancellationToken);
            await build.PublishAsync(generation, [.. tables.Select(table => AsOf(table, former.GetValueOrDefault(table), now))], cancellationToken);
            await warehouse.Ledger.WithholdAsync(run.Feed.Name, null, cancellationToken);
        });

    // Why a newer night was stopped stays true until that night comes: neither an older night nor publishing on request ends it.
    private async Task<IReadOnlyDictionary<string, (DateOnly Night, string Reason)>> FormerReasonsAsync(bool isOfRun, CancellationToken cancellationToken)
    {
        var blocked = (await warehouse.Gold.AsOfAsync(run.Feed.Name, cancellationToken)).Where(table => table.BlockedReason is not null).ToList();
        var nights = blocked.Count == 0 ? [] : await warehouse.Ledger.NightsAsync(run.Feed.Name, cancellationToken);
        var stopped = nights
            .Where(night => night.Date == run.Night.Date ? !isOfRun : night.State is NightState.Incomplete)
            .Select(night => night.Date).DefaultIfEmpty().Max();
        return blocked.Where(table => table.Night < stopped).ToDictionary(table => table.Table, table => (table.Night, table.BlockedReason!));
    }

    private DataAsOf AsOf(string table, (DateOnly Night, string Reason) former, DateTimeOffset now)
    {
        var datasets = _lineage.DatasetsOf(table);
        var (night, reason) = freshness.NightOf(datasets);
        if (former.Night >= night && !freshness.Explains(datasets))
        {
            reason = former.Reason;
        }

        return new DataAsOf
        {
            Table = table,
            Feed = run.Feed.Name,
            Night = night,
            PublishedAt = now,
            RunId = run.RunId,
            NextExpectedAt = run.Feed.Schedule.InstantOf(night.AddDays(1)) + run.Feed.Schedule.Deadline,
            BlockedReason = reason,
        };
    }
}
