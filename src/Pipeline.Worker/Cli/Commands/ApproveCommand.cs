using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>approve</c>: lets exactly one file that a guard has stopped through once, and notes who said so and why (H24).</summary>
internal sealed class ApproveCommand : PipelineCommand
{
    private static readonly Option<string> Night = new("--night") { HelpName = "yyyy-MM-dd", Description = "The night that was stopped.", Required = true };

    private static readonly Option<string> Dataset = new("--dataset")
    {
        HelpName = "NAME",
        Description = "The dataset that was stopped; its nested lists go with it.",
        Required = true,
    };

    private static readonly Option<string> Digest = new("--delivery")
    {
        HelpName = "SHA256",
        Description = "The digest of the file, as the message that stopped it shows it.",
        Required = true,
    };

    private static readonly Option<string> Reason = new("--reason")
    {
        HelpName = "TEXT",
        Description = "Why the file is right as it is; kept in ops.approvals with your name.",
        Required = true,
    };

    public ApproveCommand() : base("approve", "Let one file that a guard has stopped through, once; who approved it and why is recorded.")
    {
        Add(CommonOptions.Feed);
        Add(Night);
        Add(Dataset);
        Add(Digest);
        Add(Reason);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline approve streaming --night 2021-12-31 --dataset books --delivery 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --reason \"the vendor confirmed that it closed its shop in Ulm\"",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var feed = FeedReader.Read(host.Services.GetRequiredService<PipelineSettings>().FeedsFolder, parsed.GetRequiredValue(CommonOptions.Feed));
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var asked = Ask(feed, parsed, now);

        var blocked = await warehouse.Guards.BlockedAsync(feed.Name, asked.Night, cancellationToken);
        RequireBlocked(feed, asked, blocked);
        var approvals = await warehouse.Guards.ApprovalsAsync(feed.Name, asked.Night, cancellationToken);
        RequireUnused(asked, await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken), approvals);

        await warehouse.Guards.ApproveAsync(asked, cancellationToken);
        var night = NightRange.Name(asked.Night);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(new { ApprovalId = asked.Id, asked.Feed, Night = night, asked.Dataset, asked.Sha256, asked.Reason, asked.ApprovedBy, asked.ApprovedAt }));
        }
        else
        {
            terminal.WriteLine($"The file of '{asked.Dataset}' for night {night} with sha256 {asked.Sha256[..12]} may pass its guards once; noted in ops.approvals for {asked.ApprovedBy}.");
            terminal.WriteLine(terminal.WithFlags($"Take it in: ./pipeline run {feed.Name} --night {night}"));
        }

        return ExitCode.Done;
    }

    private static Approval Ask(FeedDefinition feed, ParseResult parsed, DateTimeOffset now)
    {
        var (name, digest, reason) = (parsed.GetRequiredValue(Dataset), parsed.GetRequiredValue(Digest).ToLowerInvariant(), parsed.GetRequiredValue(Reason).Trim());
        var night = NightRange.Parse(feed.Name, parsed.GetRequiredValue(Night), null, DateOnly.MaxValue).From;
        if (feed.Datasets.FirstOrDefault(top => top.WithLists.Any(part => part.Name == name)) is not { } dataset)
        {
            throw Refused(feed.Name, night, $"Feed '{feed.Name}' has no dataset '{name}'; there are {string.Join(", ", feed.AllDatasets.Select(one => one.Name))}.");
        }

        if (digest.Length != 64 || !digest.All(char.IsAsciiHexDigit))
        {
            throw Refused(feed.Name, night, $"'{digest}' is no SHA-256: that has 64 hexadecimal digits.");
        }

        if (reason.Length == 0)
        {
            throw Refused(feed.Name, night, "The reason is blank; whoever looks at this night in a year has nothing else to go by.");
        }

        return new Approval
        {
            Id = Guid.CreateVersion7(now),
            Feed = feed.Name,
            Dataset = dataset.Name,
            Night = night,
            Sha256 = digest,
            Reason = reason,
            ApprovedBy = $"{Environment.UserName} on {Environment.MachineName}",
            ApprovedAt = now,
        };
    }

    private static void RequireBlocked(FeedDefinition feed, Approval asked, IReadOnlyList<BlockedDelivery> blocked)
    {
        var parts = feed.Datasets.First(dataset => dataset.Name == asked.Dataset).WithLists.Select(part => part.Name).ToHashSet();
        var ofFile = blocked.Where(delivery => parts.Contains(delivery.Dataset)).ToList();
        if (ofFile.Any(delivery => delivery.Sha256 == asked.Sha256))
        {
            return;
        }

        var known = ofFile.Select(delivery => delivery.Sha256).Distinct().ToList();
        throw Refused(feed.Name, asked.Night, known.Count == 0
            ? $"No guard has stopped a file of '{asked.Dataset}' for night {NightRange.Name(asked.Night)}; there is nothing to let through."
            : $"No guard has stopped the file {asked.Sha256} of '{asked.Dataset}' for night {NightRange.Name(asked.Night)}; it has stopped {string.Join(" and ", known)}.");
    }

    private static void RequireUnused(Approval asked, IReadOnlyList<AcceptedNight> accepted, IReadOnlyList<Approval> approvals)
    {
        var same = approvals.LastOrDefault(approval => approval.Dataset == asked.Dataset && approval.Sha256 == asked.Sha256);
        var isAccepted = accepted.Any(night => night.Dataset == asked.Dataset && night.Night.Date == asked.Night && night.Sha256 == asked.Sha256);
        if (isAccepted)
        {
            throw Refused(asked.Feed, asked.Night, same is null
                ? $"The file {asked.Sha256[..12]} of '{asked.Dataset}' was accepted for night {NightRange.Name(asked.Night)} already."
                : $"The approval of file {asked.Sha256[..12]} of '{asked.Dataset}' for night {NightRange.Name(asked.Night)} is used up: it was given {Said(same)}, and the night was accepted with it.");
        }

        if (same is { UsedFor.Count: 0 })
        {
            throw Refused(asked.Feed, asked.Night, $"The file {asked.Sha256[..12]} of '{asked.Dataset}' for night {NightRange.Name(asked.Night)} is approved already: {Said(same)}; the next run takes it.");
        }
    }

    private static string Said(Approval approval) => string.Create(
        CultureInfo.InvariantCulture, $"by {approval.ApprovedBy} at {approval.ApprovedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC (\"{approval.Reason}\")");

    private static CommandException Refused(string feed, DateOnly night, string what) => new(
        $"""
        {what}
        An approval lets exactly one file through once, so it must name one that was stopped and is not let through yet.
        Nothing was approved, and the warehouse is as it was.
        Run the night to see what stops it, with the whole command to approve it: ./pipeline run {feed} --night {NightRange.Name(night)}
        """);
}
