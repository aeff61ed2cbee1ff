using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>status</c>: the last nights, what each dataset stands for, and how fresh gold is. It may be asked while a run is at work.</summary>
internal sealed class StatusCommand : PipelineCommand
{
    public StatusCommand() : base("status", "Show the last nights, what each dataset stands for, and how fresh gold is; also while a run is at work.")
    {
        Add(CommonOptions.FeedIfAny);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline status",
        "./pipeline status streaming --warehouse sqlite:/var/lib/pipeline/warehouse",
        "./pipeline status streaming --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        var feedsFolder = host.Services.GetRequiredService<PipelineSettings>().FeedsFolder;
        var clock = host.Services.GetRequiredService<TimeProvider>();

        var known = await warehouse.Ledger.FeedsAsync(cancellationToken);
        var asked = parsed.GetValue(CommonOptions.FeedIfAny);
        if (asked is not null && !known.Contains(asked))
        {
            throw NeverRun(asked, warehouse.Name, known);
        }

        var statuses = new List<FeedStatus>();
        foreach (var name in asked is null ? known : [asked])
        {
            statuses.Add(await FeedStatus.ReadAsync(warehouse, name, Feed(feedsFolder, name)?.Schedule, clock.GetUtcNow(), cancellationToken));
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(statuses.Select(StatusOutput.ToJson)));
        }
        else
        {
            foreach (var status in statuses)
            {
                StatusOutput.Write(status, warehouse, terminal);
                if (Feed(feedsFolder, status.Feed) is { } feed && await RebuildGate.TellAsync(warehouse, feed, cancellationToken) is { } waiting)
                {
                    terminal.WriteLine(terminal.WithFlags($"{waiting} Go on with it: ./pipeline migrate {feed.Name} --rebuild"));
                }
            }
        }

        return ExitCode.Done;
    }

    // The ledger tells of a feed also where its file is gone or wrong; only the nights that nobody ran since stay unknown then.
    private static FeedDefinition? Feed(string feedsFolder, string feed)
    {
        try
        {
            return FeedReader.Read(feedsFolder, feed);
        }
        catch (InvalidFeedException)
        {
            return null;
        }
    }

    private static CommandException NeverRun(string feed, string warehouse, IReadOnlyList<string> known) => new(
        $"""
        No night of feed '{feed}' was ever run into {warehouse}; {(known.Count == 0 ? "it holds no feed yet" : $"it holds {string.Join(", ", known)}")}.
        Its status begins with its first night.
        Nothing was written.
        Run a night of it: ./pipeline run {feed}
        """);
}
