using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>withdraw</c>: takes a night back as if it had never been accepted (H19).</summary>
internal sealed class WithdrawCommand : PipelineCommand
{
    private static readonly Option<string?> Night = new("--night") { HelpName = "yyyy-MM-dd", Description = "The night to take back." };

    private static readonly Option<string?> Dataset = new("--dataset")
    {
        HelpName = "DATASET",
        Description = "Take it back from this dataset only, and from its nested lists. [default: every dataset of the feed]",
    };

    private static readonly Option<string?> Reason = new("--reason") { HelpName = "TEXT", Description = "Why; kept with who did it and when." };

    public WithdrawCommand() : base("withdraw", "Take a night back as if it had never been accepted, and publish gold without it.")
    {
        Add(CommonOptions.Feed);
        Add(Night);
        Add(Dataset);
        Add(Reason);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline withdraw streaming --night 2021-12-30 --reason \"the vendor sent a test system's dump\"",
        "./pipeline withdraw streaming --night 2021-12-30 --dataset books --reason \"half the catalogue was missing\"",
    ];

    /// <inheritdoc/>
    protected override string AfterCancellation =>
        """
        A dataset whose merge had ended has given its night up; the others and gold are as they were.
        Nothing is half written, and the same command goes on with the rest.
        """;

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: true);
        var name = parsed.GetRequiredValue(CommonOptions.Feed);
        var night = parsed.GetValue(Night) ?? throw Incomplete(name, "--night", "Which night is meant would be a guess.");
        if (string.IsNullOrWhiteSpace(parsed.GetValue(Reason)))
        {
            throw Incomplete(name, "--reason", "Whoever finds history changed must be able to read why.");
        }

        var feed = FeedReader.Read(host.Services.GetRequiredService<PipelineSettings>().FeedsFolder, name);
        var request = new WithdrawalRequest(
            feed, NightRange.Date(name, night), DatasetOf(feed, parsed.GetValue(Dataset)), parsed.GetValue(Reason)!.Trim(), $"{Environment.UserName} on {Environment.MachineName}");
        var isJson = parsed.GetValue(CommonOptions.Json);
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        await RebuildGate.RequireAsync(warehouse, feed, "Taking a night back", cancellationToken);
        var withdrawal = host.Services.GetRequiredService<NightWithdrawal>();
        var report = await NightProgress.WatchAsync(
            terminal,
            isJson,
            host.Services.GetRequiredService<TimeProvider>(),
            progress => withdrawal.RunAsync(request, progress, cancellationToken));
        if (isJson)
        {
            terminal.WriteLine(Json.Line(NightJson.Of(report, warehouse)));
        }
        else
        {
            new NightText(terminal, warehouse).Write(report);
        }

        report.Faults.ToList().ForEach(terminal.Fail);
        return report.ExitCode;
    }

    private static string? DatasetOf(FeedDefinition feed, string? dataset)
    {
        if (dataset is null || feed.Datasets.Any(one => one.Name == dataset))
        {
            return dataset;
        }

        var list = feed.AllDatasets.FirstOrDefault(one => one.Name == dataset);
        throw new CommandException(
            $"""
            {(list is null ? $"Feed '{feed.Name}' has no dataset '{dataset}'" : $"'{dataset}' is a list inside the records of '{list.Parent}'")}; those with a file of their own are {string.Join(", ", feed.Datasets.Select(one => one.Name))}.
            A night is taken back file by file: what is nested in a record goes with it.
            Nothing was written.
            Name one that there is: ./pipeline withdraw {feed.Name} --night yyyy-MM-dd --dataset {feed.Datasets[0].Name} --reason TEXT
            """);
    }

    private static CommandException Incomplete(string feed, string option, string why) => new(
        $"""
        {option} is missing.
        {why}
        Nothing was written.
        Write it out: ./pipeline withdraw {feed} --night yyyy-MM-dd --reason TEXT
        """);
}
