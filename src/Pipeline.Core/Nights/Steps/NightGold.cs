using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Checks;
using Pipeline.Core.Gold.Freshness;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights;

/// <summary>Builds a feed's gold from what is accepted, checks it, and publishes it as one.</summary>
internal sealed class NightGold(RunContext run, IWarehouse warehouse, GoldLibrary library, NightJournal journal, ILogger logger)
{
    private readonly IReadOnlyList<GoldCheck> _declared = DeclaredChecks.Of(run.Feed, warehouse.Sql);

    /// <param name="datasets">What became of its datasets.</param>
    /// <param name="now">When gold counts as published, in UTC.</param>
    /// <param name="isForced">Whether to build also what is published already, or what an operator has rolled back.</param>
    /// <param name="cancellationToken">Stops before publishing, never within it.</param>
    public async Task<GoldOutcome> PublishAsync(
        IReadOnlyList<DatasetOutcome> datasets, DateTimeOffset now, bool isForced, CancellationToken cancellationToken)
    {
        var accepted = await warehouse.AcceptedAsync(run.Feed.Name, cancellationToken);
        if ((library.IsEmpty && _declared.Count == 0) || accepted.Count == 0)
        {
            return GoldOutcome.Of(GoldState.Untouched);
        }

        var unfinished = await RebuildPlan.UnfinishedAsync(warehouse, run.Feed, cancellationToken);
        if (unfinished.Files.Count > 0)
        {
            var fault = new RebuildUnfinishedException(run.Feed.Name, unfinished);
            if (run.Request.Rebuilt is null)
            {
                return await KeepAsync(fault);
            }

            await SayWhyAsync(fault);
            return GoldOutcome.Of(GoldState.Rebuilding);
        }

        var freshness = new GoldFreshness(run.Feed, run.Night.Date, accepted, datasets);
        if (KeptBy(datasets) is { } keeping)
        {
            await BlockAsync(_ => $"{freshness.NightOf(new HashSet<string> { keeping }).Reason}; '{keeping}' says on_blocked: keep", cancellationToken);
            return GoldOutcome.Of(GoldState.Kept);
        }

        var generation = GenerationOf(accepted);
        if (!isForced && await warehouse.Gold.PublishedAsync(run.Feed.Name, cancellationToken) == generation)
        {
            await BlockAsync(table => freshness.NightOf(DatasetsOf(table)).Reason, cancellationToken);
            return GoldOutcome.Of(datasets.All(d => d.Fault is not null) ? GoldState.Untouched : GoldState.UpToDate);
        }

        if (!isForced && await warehouse.Ledger.WithheldAsync(run.Feed.Name, cancellationToken) == generation)
        {
            await BlockAsync(table => freshness.NightOf(DatasetsOf(table)).Reason, cancellationToken);
            return GoldOutcome.Of(GoldState.RolledBack);
        }

        var attempt = new GoldAttempt(run.Feed.Name, run.Night, accepted.Max(one => one.Night.Date), HasModels: !library.IsEmpty);
        try
        {
            return await BuildAsync(attempt, freshness, generation, now, cancellationToken);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            return await KeepAsync(cause as PipelineException ?? new GoldFailedException(attempt, cause));
        }
    }

    /// <summary>Leaves gold as it is, and lets it say why.</summary>
    public async Task<GoldOutcome> KeepAsync(PipelineException fault)
    {
        logger.GoldNotPublished(run.Feed.Name, run.Night.Name, fault.Message);
        await SayWhyAsync(fault);
        return GoldOutcome.Of(GoldState.NotPublished, fault);
    }

    /// <summary>Lets gold say why it does not stand for this night. Never a fault itself: it is said beside one.</summary>
    public async Task SayWhyAsync(Exception fault)
    {
        if (fault is OperationCanceledException or LeaseLostException)
        {
            return; // whoever stopped it knows, and whoever took the lease is at work
        }

        try
        {
            await BlockAsync(_ => (fault as PipelineException)?.Summary ?? fault.Message.Split('\n')[0].TrimEnd(), CancellationToken.None);
        }
        catch (Exception second)
        {
            logger.Warned(run.Feed.Name, run.Night.Name, $"gold.data_as_of could not say why gold is as it was: {second.Message}");
        }
    }

    // Only tables that are behind this night, or stand for one that was taken back: running an old one again takes nothing from a newer one.
    private async Task BlockAsync(Func<string, string?> reasonOf, CancellationToken cancellationToken)
    {
        var tables = await warehouse.Gold.AsOfAsync(run.Feed.Name, cancellationToken);
        var newest = tables.All(table => table.Night < run.Night.Date)
            ? run.Night.Date
            : (await warehouse.AcceptedAsync(run.Feed.Name, cancellationToken)).Select(night => night.Night.Date).DefaultIfEmpty().Max();
        var reasons = tables
            .Where(table => table.Night < run.Night.Date || table.Night > newest)
            .Select(table => (table.Table, Reason: reasonOf(table.Table), table.BlockedReason))
            .Where(table => table.Reason is not null && table.Reason != table.BlockedReason)
            .ToDictionary(table => table.Table, table => table.Reason!);
        if (reasons.Count > 0)
        {
            await warehouse.Gold.BlockAsync(run.Feed.Name, reasons, cancellationToken);
        }
    }

    private string? KeptBy(IReadOnlyList<DatasetOutcome> datasets) => run.Feed.Files
        .FirstOrDefault(file => file.Root.OnBlocked is OnBlocked.Keep
            && datasets.Any(outcome => outcome.State is DatasetState.NotAccepted && file.Has(outcome.Dataset)))
        ?.Name;

    private async Task<GoldOutcome> BuildAsync(
        GoldAttempt attempt, GoldFreshness freshness, string generation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var build = await warehouse.Gold.BeginAsync(run.Feed.Name, cancellationToken);
        if (library.IsEmpty)
        {
            // Nothing to publish, and yet what the feed file declares must hold.
            var declared = await journal.StepAsync("check", null, () => CheckAsync(attempt, build, cancellationToken), checks => (null, checks.Count));
            return GoldOutcome.Of(GoldState.Untouched) with { Checks = declared };
        }

        var models = new List<(string Model, long Rows)>();
        foreach (var model in library.Models)
        {
            var rows = await journal.StepAsync(
                "build",
                model.Name,
                () => GoldSqlException.ExplainAsync($"gold/{model.Name}.sql", attempt, () => build.BuildAsync(model, warehouse.Sql.RenderText(model.Sql), cancellationToken)),
                rows => (null, rows));
            models.Add((model.Name, rows));
        }

        var answers = library.Questions.Count == 0 ? [] : await journal.StepAsync(
            "build", AnswersTable.Name, () => AnswerAsync(attempt, freshness, build, cancellationToken), found => (null, found.Count));
        var checks = await journal.StepAsync("check", null, () => CheckAsync(attempt, build, cancellationToken), checks => (null, checks.Count));
        await journal.StepAsync<object?>("publish", null, async () =>
        {
            var tables = library.Models.Select(model => model.Name).Concat(library.Questions.Count == 0 ? [] : [AnswersTable.Name]);
            var standing = await StandingReasonsAsync(freshness, cancellationToken);
            await build.PublishAsync(generation, [.. tables.Select(table => Fact(freshness, table, standing.GetValueOrDefault(table), now))], cancellationToken);
            await warehouse.Ledger.WithholdAsync(run.Feed.Name, null, cancellationToken);
            return null;
        });
        logger.GoldPublished(run.Feed.Name, run.Night.Name, models.Count);
        return new GoldOutcome(GoldState.Published, models, checks, answers, null);
    }

    private async Task<IReadOnlyList<Answer>> AnswerAsync(
        GoldAttempt attempt, GoldFreshness freshness, IGoldBuild build, CancellationToken cancellationToken)
    {
        var asked = new FeedQuestions(library, run.Feed.Schedule.Zone, warehouse.Sql, freshness.NightOf(null).Night);
        var found = await GoldSqlException.ExplainAsync("a file of questions", attempt, () => asked.AnswerAsync(
            (question, sql) => GoldSqlException.ExplainAsync($"questions/{question.Id}", attempt, () => build.AskAsync(sql, cancellationToken)), settings: null));
        await build.AnswerAsync(found, cancellationToken);
        return found;
    }

    private async Task<IReadOnlyList<CheckResult>> CheckAsync(GoldAttempt attempt, IGoldBuild build, CancellationToken cancellationToken)
    {
        var results = new List<CheckResult>();
        foreach (var (check, place, sql) in library.Checks
            .Select(check => (check, $"checks/{check.Name}.sql", (Func<string>)(() => warehouse.Sql.RenderText(check.Sql))))
            .Concat(_declared.Select(check => (check, $"the declared check {check.Name}", (Func<string>)(() => check.Sql)))))
        {
            var result = await GoldSqlException.ExplainAsync(place, attempt, () => build.CheckAsync(check, sql(), cancellationToken));
            await warehouse.Ledger.AddCheckAsync(run.RunId, result, cancellationToken);
            results.Add(result);
            if (result is { Offending: > 0, Check.Severity: CheckSeverity.Warn })
            {
                journal.Warn(string.Create(CultureInfo.InvariantCulture, $"check {check.Name}: {result.Offending} row(s) offend: {check.Summary}"));
            }
        }

        var failed = results.Where(result => result is { Offending: > 0, Check.Severity: CheckSeverity.Stop }).ToList();
        return failed.Count == 0 ? results : throw new ChecksFailedException(attempt, failed);
    }

    // Why a newer night was stopped holds until one comes: neither an older night nor publishing on request ends it.
    private async Task<IReadOnlyDictionary<string, (DateOnly Night, string Reason)>> StandingReasonsAsync(GoldFreshness freshness, CancellationToken cancellationToken)
    {
        var blocked = (await warehouse.Gold.AsOfAsync(run.Feed.Name, cancellationToken)).Where(table => table.BlockedReason is not null).ToList();
        var nights = blocked.Count == 0 ? [] : await warehouse.Ledger.NightsAsync(run.Feed.Name, cancellationToken);
        var stopped = nights
            .Where(night => night.Date == run.Night.Date ? !freshness.IsOfRun : night.State is NightState.Incomplete)
            .Select(night => night.Date).DefaultIfEmpty().Max();
        return blocked.Where(table => table.Night < stopped).ToDictionary(table => table.Table, table => (table.Night, table.BlockedReason!));
    }

    private DataAsOf Fact(GoldFreshness freshness, string table, (DateOnly Night, string Reason) standing, DateTimeOffset now)
    {
        var (night, reason) = freshness.NightOf(DatasetsOf(table));
        if (standing.Night >= night && !freshness.Explains(DatasetsOf(table)))
        {
            reason = standing.Reason;
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

    private IReadOnlySet<string>? DatasetsOf(string table) =>
        library.Models.FirstOrDefault(model => model.Name == table) is { } model ? Datasets(model) : null;

    // A model stands for the datasets that it reads, and for those that the models it reads stand for.
    private IReadOnlySet<string> Datasets(GoldModel model) => model.Reads
        .SelectMany(read => read.Split('.') is ["silver", var dataset]
            ? [dataset]
            : library.Models.Where(other => read == $"gold.{other.Name}").SelectMany(Datasets))
        .ToHashSet();

    // Everything that gold is a function of: the accepted nights, how derived columns are made by now, and the texts. The same digest, the same gold.
    private string GenerationOf(IReadOnlyList<AcceptedNight> accepted)
    {
        var text = new StringBuilder($"{warehouse.Traits.Name} {run.Feed.Schedule.Zone.Id}\n");
        foreach (var night in accepted.OrderBy(a => a.Dataset, StringComparer.Ordinal).ThenBy(a => a.Night.Date))
        {
            text.Append(CultureInfo.InvariantCulture, $"{night.Dataset} {night.Night} {night.Sha256} {night.DefinitionDigest}\n");
        }

        foreach (var dataset in run.Feed.AllDatasets.Where(dataset => dataset.HasDerived))
        {
            text.Append(CultureInfo.InvariantCulture, $"{dataset.Name} {DefinitionText.Digest(dataset)}\n");
        }

        text.AppendJoin('\n', library.Models.Select(model => $"{model.Name} {string.Join(',', model.Columns)} {string.Join(',', model.Grain)} {model.Sql}"))
            .AppendJoin('\n', library.Questions.Select(question => $"{question} {string.Join(',', question.Parameters)}"))
            .AppendJoin(',', AnswersTable.Columns)
            .AppendJoin('\n', library.Checks.Concat(_declared).Select(check => check.ToString()))
            .Append(warehouse.Sql.HelperTexts);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
