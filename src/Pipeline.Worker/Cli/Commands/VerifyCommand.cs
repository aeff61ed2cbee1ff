using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>verify</c>: proves that silver equals the accepted files.</summary>
internal sealed class VerifyCommand : PipelineCommand
{
    private const int DefaultParts = 30;
    private const int MostParts = 100_000;

    private static readonly Option<string?> Sample = new("--sample")
    {
        HelpName = "1/N",
        Description = "Replay one N-th of the keys: another part each day, so that N days cover all. [default: 1/30]",
    };

    private static readonly Option<bool> Everything = new("--all") { Description = "Replay every key." };

    public VerifyCommand() : base("verify", "Prove silver: look for impossible states, and replay the history of a part of the keys from the archive.")
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
        var feed = parsed.GetRequiredValue(CommonOptions.Feed);
        var parts = Parts(feed, parsed.GetValue(Sample), parsed.GetValue(Everything));
        var result = await host.Services.GetRequiredService<VerifyFeed>().RunAsync(feed, parts, cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(VerificationOutput.ToJson(result.Report)));
        }
        else
        {
            VerificationOutput.Write(result.Report, terminal);
        }

        return result.Fault is { } fault ? throw new CommandException(fault, ExitCode.Stopped) : ExitCode.Done;
    }

    private static int? Parts(string feed, string? sample, bool isAll)
    {
        if (sample is null)
        {
            return isAll ? null : DefaultParts;
        }

        if (!isAll && sample.Split('/') is ["1", var parts]
            && int.TryParse(parts, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostParts)
        {
            return count;
        }

        throw new CommandException(new Fault
        {
            What = FormattableString.Invariant(
                $"{(isAll ? "--all and --sample are given together" : $"'{sample}' is not a sample; write 1/N with N from 1 to {MostParts}")}."),
            Why = "A sample is one part of the keys, another each day.",
            Untouched = "Nothing was read or written.",
            Next = [NextStep.Run("Write it like this", "verify", feed, "--sample", "1/30")],
        });
    }
}
