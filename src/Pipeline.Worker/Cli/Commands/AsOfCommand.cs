using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>as-of</c>: gives back any accepted night's dump from silver.</summary>
internal sealed class AsOfCommand : PipelineCommand
{
    private static readonly Argument<string> Dataset = new("FEED.DATASET") { Description = "The dataset, such as streaming.books." };

    private static readonly Option<string?> Night = new("--night") { HelpName = "yyyy-MM-dd", Description = "The night. [default: the dataset's last accepted one]" };

    private static readonly Option<string?> KnownAt = new("--known-at")
    {
        HelpName = "INSTANT",
        Description = "As it was known at this instant, before later corrections: 2022-03-05T08:00:00Z.",
    };

    // The former name of --known-at.
    private static readonly Option<string?> FormerKnownAt = new("--believed-at") { Hidden = true };

    private static readonly Option<string?> Out = new("--out")
    {
        HelpName = "FILE",
        Description = "The file to write: .csv or .json. [default: CSV on standard output, JSON with --json]",
    };

    public AsOfCommand() : base("as-of", "Write a dataset as of a night, as CSV or JSON.")
    {
        Add(Dataset);
        Add(Night);
        Add(KnownAt);
        Add(FormerKnownAt);
        Add(Out);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline as-of streaming.books --night 2021-12-30 --out books.csv",
        "./pipeline as-of streaming.books --night 2021-12-30 --known-at 2022-01-05T08:00:00Z --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var name = DatasetArgument.Parse(parsed.GetRequiredValue(Dataset), "as-of", "--night", "yyyy-MM-dd");
        var night = parsed.GetValue(Night) is { } text ? NightArguments.Date(name.Feed, text) : (DateOnly?)null;
        var file = parsed.GetValue(Out);
        DumpArguments.RequireFormat(name, file);
        var known = DumpArguments.KnownAt(name, parsed.GetValue(KnownAt) ?? parsed.GetValue(FormerKnownAt));
        var dump = await host.Services.GetRequiredService<ReadAsOf>().RunAsync(new ReadAsOfRequest(name, night, known), cancellationToken);
        if (file is null)
        {
            await new DumpWriter(terminal.Output, dump.Dataset.Columns, parsed.GetValue(CommonOptions.Json)).WriteAsync(dump.Records, cancellationToken);
            return ExitCode.Done;
        }

        var count = await DumpWriter.WriteFileAsync(file, DumpArguments.IsJson(file), dump, cancellationToken);
        terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{file}: {count} record(s)"));
        return ExitCode.Done;
    }
}
