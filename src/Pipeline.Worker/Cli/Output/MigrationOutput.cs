using System.Globalization;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Migration;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows what a feed file says otherwise than its warehouse was built with, and what becomes of it.</summary>
internal static class MigrationOutput
{
    public static void Write(FeedMigrationPlan plan, string warehouse, Terminal terminal)
    {
        if (plan.Changes.Count == 0)
        {
            return;
        }

        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"feed {plan.Feed}: {plan.Changes.Count} difference(s) between its feed file and {warehouse}"));
        var table = new TextTable("dataset", "column", "what differs", "effect");
        foreach (var change in plan.Changes)
        {
            table.Add(SourcePath.Printable(change.Dataset), SourcePath.Printable(change.Column ?? ""), SourcePath.Printable(change.What), Effect(change));
        }

        terminal.Write(table);
        foreach (var change in plan.Changes)
        {
            terminal.WriteLine(terminal.WithFlags($"{Name(change)}: {change.Meaning}"));
        }
    }

    /// <summary>Which history a rebuild tells anew, a line for each file.</summary>
    public static string Text(RebuildPlan files) => string.Join(Environment.NewLine, files.Files.Select(file => string.Create(
        CultureInfo.InvariantCulture,
        $"{SourcePath.Printable(file.File.Name)}: {file.Nights.Count} night(s) to be told again from the archive, {file.Nights.Keys.First():yyyy-MM-dd}..{file.Nights.Keys.Last():yyyy-MM-dd}")));

    public static object ToJson(FeedMigrationPlan plan, RebuildPlan files, bool isMade) => new
    {
        plan.Feed,
        IsMade = isMade,
        Rebuild = files.Files.Select(file => new { Dataset = file.File.Name, Nights = file.Nights.Keys }),
        Changes = plan.Changes.Select(change => new
        {
            change.Dataset,
            change.Column,
            change.What,
            Effect = Word(change.Effect),
            change.NewVersions,
            change.Meaning,
        }),
    };

    /// <summary>What a change is of, as messages name it.</summary>
    public static string Name(FeedChange change) =>
        SourcePath.Printable(change.Column is { } column ? $"{change.Dataset}.{column}" : change.Dataset);

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
