using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
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
        RequireFormat(name, file);
        var dump = await host.Services.GetRequiredService<ReadAsOf>().RunAsync(new ReadAsOfRequest(name, night, Known(parsed, name)), cancellationToken);
        if (file is null)
        {
            await new DumpWriter(terminal.Output, dump.Dataset.Columns, parsed.GetValue(CommonOptions.Json)).WriteAsync(dump.Records, cancellationToken);
            return ExitCode.Done;
        }

        var count = await DumpWriter.WriteFileAsync(file, IsJson(file), dump, cancellationToken);
        terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{file}: {count} record(s)"));
        return ExitCode.Done;
    }

    private static bool IsJson(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static void RequireFormat(DatasetName name, string? file)
    {
        if (file is not null && !IsJson(file) && !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandException(new Fault
            {
                What = $"'{file}' is neither a .csv nor a .json file.",
                Why = "The name says how the records are written.",
                Untouched = "Nothing was written.",
                Next = [NextStep.Run("Write it like this", "as-of", $"{name}", "--out", $"{name.Dataset}.csv")],
            });
        }
    }

    private static DateTimeOffset? Known(ParseResult parsed, DatasetName name)
    {
        if ((parsed.GetValue(KnownAt) ?? parsed.GetValue(FormerKnownAt)) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : throw new CommandException(new Fault
        {
            What = $"'{text}' is not an instant; write it like 2022-03-05T08:00:00Z.",
            Why = "What was known at a guessed instant would be a guess too.",
            Untouched = "Nothing was read or written.",
            Next = [NextStep.Run("Write it like this", "as-of", $"{name}", "--known-at", "2022-03-05T08:00:00Z")],
        });
    }
}
