using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>verify</c>: proves that silver is what the accepted files tell.</summary>
internal sealed class VerifyCommand : PipelineCommand
{
    private static readonly Option<string?> Sample = new("--sample")
    {
        HelpName = "1/N",
        Description = "Tell one N-th of the keys again: each day another, so that N days cover all. [default: 1/30]",
    };

    private static readonly Option<bool> Everything = new("--all") { Description = "Tell every key again." };

    public VerifyCommand() : base("verify", "Prove silver: check what must never be, and tell the history of a part of the keys again from the archive.")
    {
        Add(CommonOptions.Feed);
        Add(Sample);
        Add(Everything);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Archive);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline verify streaming",
        "./pipeline verify streaming --sample 1/7",
        "./pipeline verify streaming --all --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var feed = FeedReader.Read(
            host.Services.GetRequiredService<PipelineSettings>().FeedsFolder, parsed.GetRequiredValue(CommonOptions.Feed));
        var clock = host.Services.GetRequiredService<TimeProvider>();
        var share = Share(feed.Name, parsed.GetValue(Sample), parsed.GetValue(Everything), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        if ((await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken)).Count == 0)
        {
            throw new CommandException(
                $"""
                No night of feed '{feed.Name}' was ever accepted into {warehouse.Name}.
                Without one there is no history to verify.
                Nothing was read or written.
                Run a night of it: ./pipeline run {feed.Name}
                """);
        }

        var report = await new FeedVerification(warehouse, host.Services.GetRequiredService<Archive>(), clock).RunAsync(feed, share, cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(VerificationOutput.ToJson(report)));
        }
        else
        {
            VerificationOutput.Write(report, terminal);
        }

        return report.Deviations == 0 ? ExitCode.Done : throw VerificationFailed(report);
    }

    private static KeyShare Share(string feed, string? sample, bool isAll, DateOnly today)
    {
        if (sample is null)
        {
            return isAll ? KeyShare.All : KeyShare.On(today);
        }

        if (!isAll && sample.Split('/') is ["1", var parts]
            && long.TryParse(parts, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 100_000)
        {
            return KeyShare.On(today, count);
        }

        throw new CommandException(
            $"""
            {(isAll ? "--all and --sample are given together" : $"'{sample}' is no sample; it is written 1/N with N from 1 to 100000")}.
            A sample is one part of the keys, another each day.
            Nothing was read or written.
            Write it like this: ./pipeline verify {feed} --sample 1/30
            """);
    }

    private static CommandException VerificationFailed(VerificationReport report) => new(
        string.Create(CultureInfo.InvariantCulture, $"""
            Silver of feed '{report.Feed}' is not what its accepted files tell: {report.Deviations} deviation(s) of {report.Findings.Count} kind(s).
            History is exact, or it is worth nothing: either somebody changed a table or a file by hand, or this is a fault of the pipeline.
            Nothing was changed by verifying; the result is in ops.verifications.
            Compare one of the records with what brought it: ./pipeline explain {report.Feed}.{report.Findings[0].Dataset} KEY
            """),
        ExitCode.Stopped);
}
