using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Errors;
using Pipeline.Core.Gold;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights;

/// <summary>Builds a feed's gold from what is accepted, checks it, and publishes it as one.</summary>
internal sealed class NightGold(RunContext run, IWarehouse warehouse, GoldLibrary library, NightJournal journal, ILogger logger)
{
    /// <param name="datasets">What became of its datasets.</param>
    /// <param name="now">When gold counts as published, in UTC.</param>
    /// <param name="isForced">Whether to build also what is published already, or what an operator has rolled back.</param>
    /// <param name="cancellationToken">Stops before publishing, never within it.</param>
    public async Task<GoldOutcome> PublishAsync(
        IReadOnlyList<DatasetOutcome> datasets, DateTimeOffset now, bool isForced, CancellationToken cancellationToken)
    {
        var accepted = await warehouse.AcceptedAsync(run.Feed.Name, cancellationToken);
        if (library.IsEmpty || accepted.Count == 0)
        {
            return GoldOutcome.Of(GoldState.Untouched);
        }

        var generation = GenerationOf(accepted);
        if (!isForced && await warehouse.Gold.PublishedAsync(run.Feed.Name, cancellationToken) == generation)
        {
            return GoldOutcome.Of(datasets.All(d => d.Fault is not null) ? GoldState.Untouched : GoldState.UpToDate);
        }

        if (!isForced && await warehouse.Ledger.WithheldAsync(run.Feed.Name, cancellationToken) == generation)
        {
            return GoldOutcome.Of(GoldState.RolledBack);
        }

        try
        {
            return await BuildAsync(new GoldFreshness(run.Feed, accepted, datasets), generation, now, cancellationToken);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            var fault = cause as PipelineException ?? new GoldFailedException(run.Feed.Name, run.Night, cause);
            logger.GoldNotPublished(run.Feed.Name, run.Night.Name, fault.Message);
            return GoldOutcome.Of(GoldState.NotPublished, fault);
        }
    }

    private async Task<GoldOutcome> BuildAsync(
        GoldFreshness freshness, string generation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var build = await warehouse.Gold.BeginAsync(run.Feed.Name, cancellationToken);
        var models = new List<(string Model, long Rows)>();
        foreach (var model in library.Models)
        {
            var rows = await journal.StepAsync(
                "build",
                model.Name,
                () => GoldSqlException.ExplainAsync($"gold/{model.Name}.sql", run, () => build.BuildAsync(model, warehouse.Sql.RenderText(model.Sql), cancellationToken)),
                rows => (null, rows));
            models.Add((model.Name, rows));
        }

        var answers = library.Questions.Count == 0 ? [] : await journal.StepAsync(
            "build", AnswersTable.Name, () => AnswerAsync(run, freshness, build, cancellationToken), found => (null, found.Count));
        var checks = await journal.StepAsync("check", null, () => CheckAsync(build, cancellationToken), checks => (null, checks.Count));
        await journal.StepAsync<object?>("publish", null, async () =>
        {
            var tables = library.Models.Select(model => model.Name).Concat(library.Questions.Count == 0 ? [] : [AnswersTable.Name]);
            await build.PublishAsync(generation, [.. tables.Select(table => Fact(freshness, table, now))], cancellationToken);
            await warehouse.Ledger.WithholdAsync(run.Feed.Name, null, cancellationToken);
            return null;
        });
        logger.GoldPublished(run.Feed.Name, run.Night.Name, models.Count);
        return new GoldOutcome(GoldState.Published, models, checks, answers, null);
    }

    private async Task<IReadOnlyList<Answer>> AnswerAsync(
        RunContext run, GoldFreshness freshness, IGoldBuild build, CancellationToken cancellationToken)
    {
        var asked = new Questions(library, run.Feed.Schedule.Zone, warehouse.Sql, freshness.NightOf(null).Night);
        var found = await GoldSqlException.ExplainAsync("a file of questions", run, () => asked.AnswerAsync(
            (question, sql) => GoldSqlException.ExplainAsync($"questions/{question.Id}", run, () => build.AskAsync(sql, cancellationToken)), settings: null));
        await build.AnswerAsync(found, cancellationToken);
        return found;
    }

    private async Task<IReadOnlyList<CheckResult>> CheckAsync(IGoldBuild build, CancellationToken cancellationToken)
    {
        var results = new List<CheckResult>();
        foreach (var check in library.Checks)
        {
            var result = await GoldSqlException.ExplainAsync($"checks/{check.Name}.sql", run, () => build.CheckAsync(check, warehouse.Sql.RenderText(check.Sql), cancellationToken));
            await warehouse.Ledger.AddCheckAsync(run.RunId, result, cancellationToken);
            results.Add(result);
            if (result is { Offending: > 0, Check.Severity: CheckSeverity.Warn })
            {
                journal.Warn(string.Create(CultureInfo.InvariantCulture, $"check {check.Name}: {result.Offending} row(s) offend: {check.Summary}"));
            }
        }

        var failed = results.Where(result => result is { Offending: > 0, Check.Severity: CheckSeverity.Stop }).ToList();
        return failed.Count == 0 ? results : throw new ChecksFailedException(run.Feed.Name, run.Night, failed);
    }

    private DataAsOf Fact(GoldFreshness freshness, string table, DateTimeOffset now)
    {
        var model = library.Models.FirstOrDefault(model => model.Name == table);
        var (night, reason) = freshness.NightOf(model is null ? null : Datasets(model));
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

    // A model stands for the datasets that it reads, and for those that the models it reads stand for.
    private IReadOnlySet<string> Datasets(GoldModel model) => model.Reads
        .SelectMany(read => read.Split('.') is ["silver", var dataset]
            ? [dataset]
            : library.Models.Where(other => read == $"gold.{other.Name}").SelectMany(Datasets))
        .ToHashSet();

    // Everything that gold is a function of: the accepted nights and the texts. The same digest, the same gold.
    private string GenerationOf(IReadOnlyList<AcceptedNight> accepted)
    {
        var text = new StringBuilder($"{warehouse.Traits.Name} {run.Feed.Schedule.Zone.Id}\n");
        foreach (var night in accepted.OrderBy(a => a.Dataset, StringComparer.Ordinal).ThenBy(a => a.Night.Date))
        {
            text.Append(CultureInfo.InvariantCulture, $"{night.Dataset} {night.Night} {night.Sha256} {night.DefinitionDigest}\n");
        }

        text.AppendJoin('\n', library.Models.Select(model => $"{model.Name} {string.Join(',', model.Columns)} {string.Join(',', model.Grain)} {model.Sql}"))
            .AppendJoin('\n', library.Questions.Select(question => $"{question} {string.Join(',', question.Parameters)}"))
            .AppendJoin(',', AnswersTable.Columns)
            .AppendJoin('\n', library.Checks.Select(check => check.ToString()))
            .Append(warehouse.Sql.HelperTexts);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
