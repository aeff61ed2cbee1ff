using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>run</c>: loads one night of a feed, or several in order.</summary>
internal sealed class RunCommand : PipelineCommand
{
    private static readonly Option<string?> Night = new("--night")
    {
        HelpName = "yyyy-MM-dd",
        Description = "The night to load. [default: the latest whose scheduled time has passed]",
    };

    private static readonly Option<string?> Backfill = new("--backfill")
    {
        HelpName = "FROM..TO",
        Description = "Load these nights in order; files need {night:yyyy-MM-dd} in their name or URL, or are read from the archive.",
    };

    private string _feed = NextStep.Feed;

    public RunCommand() : base("run", "Load a night of a feed: receive, compare, land, merge, build, check, publish.")
    {
        Add(CommonOptions.Feed);
        Add(Night);
        Add(Backfill);
        Add(CommonOptions.Source);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline run streaming",
        "./pipeline run streaming --night 2021-12-29 --source vendor=data/streaming/vendor/2021-12-29",
        "./pipeline run streaming --backfill 2021-12-29..2021-12-31 --source \"vendor=data/streaming/vendor/{night:yyyy-MM-dd}\"",
        "./pipeline run streaming --warehouse sqlite:/var/lib/pipeline/warehouse --json",
    ];

    /// <inheritdoc/>
    protected override (string Untouched, NextStep Next) AfterCancellation => (
        "A dataset whose merge had ended has accepted its night; the others and gold are unchanged.\n"
            + "Nothing is half written: what has been received is kept, and the same night continues from it.",
        NextStep.Run("Run it again", "run", _feed, "--night", "yyyy-MM-dd"));

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: true);
        _feed = parsed.GetRequiredValue(CommonOptions.Feed);
        var nights = NightArguments.Range(_feed, parsed.GetValue(Night), parsed.GetValue(Backfill));
        var request = new RunNightsRequest(_feed, nights, SourceArguments.Parse(_feed, parsed.GetValue(CommonOptions.Source)));
        var result = await host.Services.GetRequiredService<RunNights>().RunAsync(
            request, host.Watch(terminal, parsed.GetValue(CommonOptions.Json)), cancellationToken);
        return BackfillOutput.Write(result, terminal);
    }
}
