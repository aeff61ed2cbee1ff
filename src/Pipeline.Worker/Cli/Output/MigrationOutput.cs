using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows how a feed file differs from the definition that its tables were built with, and what is done about it.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="warehouse">The warehouse's name.</param>
/// <param name="isJson">Whether it is shown to a program, which gets the differences only.</param>
internal sealed class MigrationOutput(Terminal terminal, string warehouse, bool isJson) : IMigrationObserver
{
    /// <summary>Shows the numbered scripts of a warehouse, and what its owner should set: that on standard error, because it is no part of the answer.</summary>
    public void Write(MigrateWarehouseResult result)
    {
        if (isJson)
        {
            terminal.WriteLine(Json.Text(result.Scripts));
        }
        else
        {
            WriteScripts(result.Scripts);
        }

        foreach (var advice in result.Advice)
        {
            terminal.Note($"{advice.What} {advice.Why} The database's owner can set it:\n  {advice.Statement}");
        }
    }

    /// <inheritdoc/>
    public void Reviewed(MigrateFeedRequest request, MigrationReview review)
    {
        if (isJson)
        {
            terminal.WriteLine(Json.Line(ToJson(review, isMade: review.Refusal is null && !request.IsDryRun)));
            return;
        }

        var plan = review.Plan;
        if (plan.Changes.Count == 0)
        {
            return;
        }

        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"feed {plan.Feed}: {plan.Changes.Count} difference(s) between its feed file and {warehouse}"));
        var table = new TextTable("dataset", "column", "what differs", "effect");
        foreach (var change in plan.Changes)
        {
            table.Add(Printable.Of(change.Dataset), Printable.Of(change.Column ?? ""), Printable.Of(change.What), Effect(change));
        }

        terminal.Write(table);
        foreach (var change in plan.Changes)
        {
            terminal.WriteLine($"{change.Name}: {change.Meaning}{(change.Next is { } next ? $" {terminal.Text(next)}" : "")}");
        }
    }

    /// <inheritdoc/>
    public void Ended(MigrateFeedRequest request, MigrationReview review, string? waiting)
    {
        var plan = review.Plan;
        if (plan.Changes.Count == 0)
        {
            Write($"The feed file of '{plan.Feed}' equals what {warehouse} was built with: there is nothing to do.");
        }
        else if (request.IsDryRun)
        {
            Write("Nothing was written.");
            Write(NextStep.Run("Carry it out", "migrate", [plan.Feed, .. plan.WithNewVersions.Any() ? ["--accept-new-versions"] : Array.Empty<string>()]));
        }
        else
        {
            Write($"{warehouse} now fits the feed file of '{plan.Feed}'; recorded in ops.schema_changes.");
            Write(NextStep.Run("Next", "validate", plan.Feed));
        }

        if (waiting is not null)
        {
            Write(NextStep.Run($"{waiting} Continue it", "migrate", plan.Feed, "--rebuild"));
        }
    }

    /// <inheritdoc/>
    public void WillReplay(RebuildPlan files)
    {
        foreach (var file in files.Files)
        {
            Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Printable.Of(file.File.Name)}: {file.Nights.Count} night(s) to be replayed from the archive, {file.Nights.Keys.First():yyyy-MM-dd}..{file.Nights.Keys.Last():yyyy-MM-dd}"));
        }
    }

    /// <inheritdoc/>
    public void IsRebuildable(string feed)
    {
        Write("Each of them can be replayed. Nothing was written.");
        Write(NextStep.Run("Carry it out", "migrate", feed, "--rebuild", "--reason", "TEXT"));
    }

    /// <inheritdoc/>
    public void Rebuilt(string feed)
    {
        Write("The former versions are kept in the tables __superseded; recorded in ops.schema_changes.");
        Write(NextStep.Run("Next", "verify", feed, "--all"));
    }

    private void WriteScripts(IReadOnlyList<MigrationScript> scripts)
    {
        var table = new TextTable("script", "what was done");
        foreach (var script in scripts)
        {
            table.Add(script.Name, script.WasRun ? "run now" : "nothing: it was run before");
        }

        terminal.Write(table);
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{warehouse} is up to date: {scripts.Count(script => script.WasRun)} of {scripts.Count} script(s) run now."));
    }

    private void Write(string line)
    {
        if (!isJson)
        {
            terminal.WriteLine(line);
        }
    }

    private void Write(NextStep step) => Write(terminal.Text(step));

    private object ToJson(MigrationReview review, bool isMade) => new
    {
        review.Plan.Feed,
        IsMade = isMade,
        Rebuild = review.Files.Files.Select(file => new { Dataset = file.File.Name, Nights = file.Nights.Keys }),
        Changes = review.Plan.Changes.Select(change => new
        {
            change.Dataset,
            change.Column,
            change.What,
            Effect = Word(change.Effect),
            change.NewVersions,
            change.Meaning,
            Next = change.Next is { } next ? terminal.Json(next) : null,
        }),
    };

    private static string Effect(FeedChange change) => change.Effect is FeedChangeEffect.NewVersions
        ? string.Create(CultureInfo.InvariantCulture, $"{change.NewVersions} new version(s)")
        : Word(change.Effect);

    private static string Word(FeedChangeEffect effect) => effect switch
    {
        FeedChangeEffect.Safe => "safe",
        FeedChangeEffect.NewVersions => "new versions",
        FeedChangeEffect.Rebuild => "rebuild",
        _ => "refused",
    };
}
