using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Replay;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>explain</c>: every version of one record, and the delivery and line that brought each (H36).</summary>
internal sealed class ExplainCommand : PipelineCommand
{
    private static readonly Argument<string> Dataset = new("FEED.DATASET") { Description = "The dataset, such as streaming.books." };

    private static readonly Argument<string[]> Key = new("KEY")
    {
        Description = "The record's key, one text for each key column in the order of the feed file; -- before it where one begins with a dash.",
        Arity = ArgumentArity.OneOrMore,
    };

    public ExplainCommand() : base("explain", "Show every version of one record: what changed in each, and the delivery and line that brought it.")
    {
        Add(Dataset);
        Add(Key);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline explain streaming.books \"The Lantern at Low Tide\"",
        "./pipeline explain streaming.streams someone@example.com 2021-12-25T07:30:00Z",
        "./pipeline explain streaming.books \"The Lantern at Low Tide\" --json",
    ];

    /// <summary>Finds the versions of a record.</summary>
    /// <exception cref="CommandException">The key is none, or no version of it was ever accepted.</exception>
    public static async Task<RecordHistory> FindAsync(
        FeedDefinition feed, DatasetDefinition dataset, IReadOnlyList<string> key, IWarehouse warehouse, CancellationToken cancellationToken)
    {
        if (!KeyReader.TryHash(dataset, key, out var hash, out var problem))
        {
            throw new CommandException(
                $"""
                {string.Join(' ', key.Select(text => $"'{text}'"))} is no key of {feed.Name}.{dataset.Name}. {problem}
                A record is known by its whole key, so another one can't be looked for.
                Nothing was read or written.
                Write it like this: ./pipeline explain {feed.Name}.{dataset.Name} {string.Join(' ', dataset.Key.Select(column => column.ToUpperInvariant()))}
                """);
        }

        var accepted = await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken);
        var versions = accepted.Any(night => night.Dataset == dataset.Name)
            ? await warehouse.Silver.ExplainAsync(feed.Name, dataset, hash, cancellationToken)
            : [];
        return versions.Count > 0 ? new RecordHistory(feed.Name, dataset, key, versions) : throw new CommandException(
            $"""
            silver.{dataset.Name} has no version of {string.Join(' ', key.Select(text => $"'{text}'"))}: no accepted night of '{feed.Name}' has ever held it.
            A key is compared exactly, letter case and blanks included, unless the feed file normalises it; a record that was always quarantined has no version either.
            Nothing was written.
            See which nights are accepted, and how many records are quarantined: ./pipeline status {feed.Name}
            """,
            ExitCode.Failed);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var (feed, dataset) = DatasetName.Find(
            host.Services.GetRequiredService<PipelineSettings>().FeedsFolder,
            parsed.GetRequiredValue(Dataset),
            "explain",
            "KEY",
            "Without it there is no record to explain.");
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        await TableFit.RequireAsync(warehouse, feed.Name, dataset, cancellationToken);
        var history = await FindAsync(feed, dataset, parsed.GetRequiredValue(Key), warehouse, cancellationToken);
        var archived = new ArchivedLines(feed, host.Services.GetRequiredService<Archive>(), warehouse);
        history = history with { Versions = await archived.CompleteAsync(dataset, history.Versions, cancellationToken) };
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(HistoryOutput.ToJson(history)));
        }
        else
        {
            HistoryOutput.Write(history, terminal);
        }

        return ExitCode.Done;
    }
}
