using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Erasure;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>forget</c>: erases one record's values for the law's sake, and leaves its hashes and a record of the act.</summary>
internal sealed class ForgetCommand : PipelineCommand
{
    private static readonly Argument<string> Dataset = new("FEED.DATASET") { Description = "The dataset, such as streaming.users." };

    private static readonly Argument<string[]> Key = new("KEY")
    {
        Description = "The record's key, one text for each key column in the order of the feed file; -- before it where one begins with a dash.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Reason = new("--reason")
    {
        HelpName = "TEXT",
        Description = "Why, for the record of the act; never the person's name. Required.",
    };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Erase without asking first." };

    public ForgetCommand() : base("forget", "Erase one record's values everywhere, its lists' records among them; its hashes and a record of the act stay.")
    {
        Add(Dataset);
        Add(Key);
        Add(Reason);
        Add(Yes);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline forget streaming.users someone@example.com --reason \"request 4711\"",
        "./pipeline forget streaming.users someone@example.com --reason \"request 4711\" --yes --json",
    ];

    /// <inheritdoc/>
    protected override string AfterCancellation =>
        "What was erased by then stays erased, and the rest is as it was.\nRun the same command again: it goes on where it was stopped.";

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var settings = host.Services.GetRequiredService<PipelineSettings>();
        var name = parsed.GetRequiredValue(Dataset);
        var (feed, dataset) = Find(settings.FeedsFolder, name);
        var reason = parsed.GetValue(Reason) is { } given && !string.IsNullOrWhiteSpace(given) ? given : throw new CommandException(
            $"""
            There is no reason given for erasing a record of {name}.
            An erasure is the one exception to the promise that nothing is lost: who asked for it and why is kept for ever.
            Nothing was read or written.
            Give it: ./pipeline forget {name} KEY --reason "request 4711"
            """);
        var key = parsed.GetRequiredValue(Key);
        if (!KeyReader.TryHash(dataset, key, out var hash, out var problem))
        {
            throw new CommandException(
                $"""
                What was given is no key of {name}. {problem}
                A record is known by its whole key, and another one's values must not be erased.
                Nothing was read or written.
                Write it like this: ./pipeline forget {name} {string.Join(' ', dataset.Key.Select(column => column.ToUpperInvariant()))} --reason TEXT
                """);
        }

        var clock = host.Services.GetRequiredService<TimeProvider>();
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        await warehouse.Schema.ReadyAsync(cancellationToken);
        await RebuildGate.RequireAsync(warehouse, feed, "Erasing a record", cancellationToken);
        var erasure = new FeedErasure(warehouse, host.Services.GetRequiredService<Archive>(), settings.WorkFolder, clock);
        var plan = await erasure.PlanAsync(feed, new ErasureTarget(dataset.Name, hash, key), cancellationToken);
        var isJson = parsed.GetValue(CommonOptions.Json);
        if (!isJson)
        {
            ErasureOutput.Write(plan, terminal);
        }

        RequireSomething(plan, name);
        var command = $"./pipeline forget {name} {string.Join(' ', key.Select(Queries.InShell))} --reason {Queries.InShell(reason)}";
        Confirm(parsed.GetValue(Yes), terminal, name, command);
        var (erasureId, texts) = await erasure.RunAsync(feed, plan, reason, $"{Environment.UserName} on {Environment.MachineName}", cancellationToken);
        var lines = LogEraser.Erase(settings.LogFile, plan.Target);
        await PublishAsync(host.Services, feed, terminal, command, cancellationToken);
        await erasure.FinishAsync(erasureId, plan, texts + lines, cancellationToken);
        if (isJson)
        {
            terminal.WriteLine(Json.Text(ErasureOutput.ToJson(plan, erasureId, texts + lines)));
        }
        else
        {
            terminal.WriteLine();
            terminal.WriteLine($"erased; the record of it is {erasureId} in ops.erasures");
            if (await RebuiltAsync(warehouse, feed, dataset, cancellationToken) is { } rebuilt)
            {
                terminal.WriteLine($"Not searched: versions superseded by the rebuild of {rebuilt}, and what bronze holds of them, where they were known by another key then. See docs/operating.md, \"Erasing a record\".");
            }

            terminal.WriteLine("Backups, write-ahead logs kept elsewhere and copies of the archive are not the pipeline's to reach: see docs/operating.md.");
            terminal.WriteLine(terminal.WithFlags($"Prove that history stands: ./pipeline verify {feed.Name} --all"));
        }

        return ExitCode.Done;
    }

    // When the last rebuild was that may have known its records by other keys; null where there was none.
    private static async Task<string?> RebuiltAsync(IWarehouse warehouse, FeedDefinition feed, DatasetDefinition dataset, CancellationToken cancellationToken) =>
        (await warehouse.Silver.SupersededAsync(feed.Name, cancellationToken))
            .Where(night => night.Dataset == dataset.Name && night.State is SupersededState.Rebuilt)
            .MaxBy(night => night.SupersededAt)?.SupersededAt.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static (FeedDefinition Feed, DatasetDefinition Dataset) Find(string feeds, string text)
    {
        if (text.Split('.') is not [{ Length: > 0 } feedName, { Length: > 0 } datasetName])
        {
            throw new CommandException(
                $"""
                '{text}' is no dataset; it is written FEED.DATASET.
                Two feeds may have datasets of the same name, so both names are needed.
                Nothing was read or written.
                Write it like this: ./pipeline forget streaming.users KEY --reason TEXT
                """);
        }

        var feed = FeedReader.Read(feeds, feedName);
        return (feed, feed.AllDatasets.FirstOrDefault(dataset => dataset.Name == datasetName) ?? throw new CommandException(
            $"""
            Feed '{feedName}' has no dataset '{datasetName}'; there are {string.Join(", ", feed.AllDatasets.Select(dataset => dataset.Name))}.
            Without it there is no record to erase.
            Nothing was read or written.
            Name one that there is: ./pipeline forget {feedName}.{feed.Datasets[0].Name} KEY --reason TEXT
            """));
    }

    private static void RequireSomething(ErasurePlan plan, string name)
    {
        if (plan.IsEmpty)
        {
            throw new CommandException(
                $"""
                Neither the warehouse nor the archive holds a record of {name} with this key.
                A key is compared exactly, letter case and blanks included, unless the feed file normalises it.
                Nothing was written.
                See how a key is written: ./pipeline explain {name} KEY
                """,
                ExitCode.Failed);
        }
    }

    private static void Confirm(bool isAgreed, Terminal terminal, string name, string command)
    {
        if (isAgreed)
        {
            return;
        }

        if (terminal.IsInteractive && !Console.IsInputRedirected)
        {
            terminal.Note("What is erased can't be brought back. Type yes to erase it:");
            if (Console.ReadLine()?.Trim() == "yes")
            {
                return;
            }
        }

        throw new CommandException(
            $"""
            Nobody has agreed to erasing this record of {name}.
            What is erased can't be brought back, so it is not done unasked.
            Nothing was written.
            If that is what is wanted: {command} --yes
            """);
    }

    // Twice: the generation before, to which a rollback returns, must not hold the values either.
    private static async Task PublishAsync(
        IServiceProvider services, FeedDefinition feed, Terminal terminal, string command, CancellationToken cancellationToken)
    {
        var publication = services.GetRequiredService<GoldPublication>();
        for (var generation = 0; generation < 2; generation++)
        {
            try
            {
                var report = await NightProgress.WatchAsync(
                    terminal, isJson: true, services.GetRequiredService<TimeProvider>(), progress => publication.PublishAsync(feed, progress, cancellationToken));
                if (report.Gold.Fault is { } fault)
                {
                    throw new CommandException(
                        string.Create(CultureInfo.InvariantCulture, $"""
                            The record is erased from bronze, silver, quarantine and the archive, but gold could not be published anew: {fault.Message.Split('\n')[0].Trim()}
                            Until it is, published tables may hold what was made from its values.
                            What was erased stays erased; ops.erasures notes that this erasure is not finished.
                            Mend the model or check, then run the same command again: {command} --yes
                            """),
                        ExitCode.Failed,
                        fault);
                }
            }
            catch (NothingToPublishException)
            {
                break; // a feed without gold
            }
        }

        await services.GetRequiredService<IWarehouse>().Gold.ForgetBeforeAsync(cancellationToken);
    }
}
