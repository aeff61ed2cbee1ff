using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>publish</c>: builds and publishes gold from silver as it stands, or returns to the generation before.</summary>
internal sealed class PublishCommand : PipelineCommand
{
    private static readonly Option<bool> Rollback = new("--rollback")
    {
        Description = "Return readers to the generation before; once more, and they are back on the newer one.",
    };

    public PublishCommand() : base("publish", "Build, check and publish gold from silver as it stands; or return to the generation before.")
    {
        Add(CommonOptions.Feed);
        Add(Rollback);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline publish streaming",
        "./pipeline publish streaming --rollback",
        "./pipeline publish streaming --rollback --warehouse postgres: --json",
    ];

    /// <inheritdoc/>
    protected override string AfterCancellation => "Gold is published as a whole or not at all: readers have what they had.\nRun it again whenever you like.";

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: true);
        var feed = FeedReader.Read(
            host.Services.GetRequiredService<PipelineSettings>().FeedsFolder, parsed.GetRequiredValue(CommonOptions.Feed));
        var isJson = parsed.GetValue(CommonOptions.Json);
        return parsed.GetValue(Rollback)
            ? await RollBackAsync(host.Services, feed.Name, terminal, isJson, cancellationToken)
            : await PublishAsync(host.Services, feed, terminal, isJson, cancellationToken);
    }

    private static async Task<ExitCode> PublishAsync(
        IServiceProvider services, FeedDefinition feed, Terminal terminal, bool isJson, CancellationToken cancellationToken)
    {
        var warehouse = services.GetRequiredService<IWarehouse>();
        var publication = services.GetRequiredService<GoldPublication>();
        var report = await NightProgress.WatchAsync(
            terminal, isJson, services.GetRequiredService<TimeProvider>(), progress => publication.PublishAsync(feed, progress, cancellationToken));
        if (isJson)
        {
            terminal.WriteLine(Json.Line(NightJson.Of(report, warehouse)));
        }
        else
        {
            new NightText(terminal, warehouse).WriteGold(report);
        }

        foreach (var fault in report.Faults)
        {
            terminal.Fail(fault);
        }

        return report.ExitCode;
    }

    private static async Task<ExitCode> RollBackAsync(
        IServiceProvider services, string feed, Terminal terminal, bool isJson, CancellationToken cancellationToken)
    {
        var rollback = await services.GetRequiredService<GoldPublication>().RollBackAsync(feed, cancellationToken);
        if (isJson)
        {
            terminal.WriteLine(Json.Text(rollback));
            return ExitCode.Done;
        }

        terminal.WriteLine(rollback.IsReturn
            ? $"{feed}: gold is back on the newer generation."
            : $"{feed}: gold is rolled back to the generation before.");
        terminal.Write(StatusOutput.Gold(rollback.Tables));
        if (!rollback.IsReturn)
        {
            terminal.WriteLine("The newer generation is withheld: a run publishes again when it has news. Silver holds everything.");
            terminal.WriteLine(terminal.WithFlags($"To return to it: ./pipeline publish {feed} --rollback"));
        }

        return ExitCode.Done;
    }
}
