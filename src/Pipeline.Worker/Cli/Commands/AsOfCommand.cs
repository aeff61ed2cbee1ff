using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Nights;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>as-of</c>: gives back any accepted night's dump from silver.</summary>
internal sealed class AsOfCommand : PipelineCommand
{
    private static readonly Argument<string> Dataset = new("FEED.DATASET") { Description = "The dataset, such as streaming.books." };

    private static readonly Option<string?> Night = new("--night") { HelpName = "yyyy-MM-dd", Description = "The night. [default: the dataset's last accepted one]" };

    private static readonly Option<string?> BelievedAt = new("--believed-at")
    {
        HelpName = "INSTANT",
        Description = "As it was known at this instant, before later nights were placed, replaced or withdrawn: 2022-03-05T08:00:00Z.",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        HelpName = "FILE",
        Description = "The file to write: .csv or .json. [default: CSV on standard output, JSON with --json]",
    };

    public AsOfCommand() : base("as-of", "Write a dataset as it was on a night, as CSV or JSON.")
    {
        Add(Dataset);
        Add(Night);
        Add(BelievedAt);
        Add(Out);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline as-of streaming.books --night 2021-12-30 --out books.csv",
        "./pipeline as-of streaming.books --night 2021-12-30 --believed-at 2022-01-05T08:00:00Z --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var (feed, dataset) = DatasetName.Find(
            host.Services.GetRequiredService<PipelineSettings>().FeedsFolder,
            parsed.GetRequiredValue(Dataset),
            "as-of",
            "--night yyyy-MM-dd",
            "Without it there is no dump to give back.");
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        var believedAt = Believed(parsed);
        var night = await NightAsync(feed, dataset, parsed.GetValue(Night), believedAt, warehouse, cancellationToken);
        if (believedAt is { } then && await warehouse.Silver.KnownSinceAsync(feed.Name, dataset.Name, night.Instant, cancellationToken) is { } since && since > then)
        {
            throw Unknown($"{feed.Name}.{dataset.Name}", night, then, since);
        }

        await TableFit.RequireAsync(warehouse, feed.Name, dataset, cancellationToken);
        var records = warehouse.Silver.ReadAsOfAsync(new AsOf(dataset, night.Instant, believedAt), cancellationToken);
        if (parsed.GetValue(Out) is not { } file)
        {
            await new DumpWriter(terminal.Output, dataset.Columns, parsed.GetValue(CommonOptions.Json)).WriteAsync(records, cancellationToken);
            return ExitCode.Done;
        }

        var isJson = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (!isJson && !file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandException(
                $"""
                '{file}' is neither a .csv nor a .json file.
                The name tells how the records are written, so another one would leave that to a guess.
                Nothing was written.
                Name it so: ./pipeline as-of {feed.Name}.{dataset.Name} --out {dataset.Name}.csv
                """);
        }

        var part = file + ".part"; // nobody takes half a dump for a whole one
        await using (var writer = new StreamWriter(part, append: false, new UTF8Encoding(false)))
        {
            var count = await new DumpWriter(writer, dataset.Columns, isJson).WriteAsync(records, cancellationToken);
            terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{file}: {count} record(s)"));
        }

        File.Move(part, file, overwrite: true);
        return ExitCode.Done;
    }

    // What was taken back counts as never accepted (H19), except to whoever asks for what was believed before that (H37).
    private static async Task<Night> NightAsync(
        FeedDefinition feed, DatasetDefinition dataset, string? text, DateTimeOffset? believedAt, IWarehouse warehouse, CancellationToken cancellationToken)
    {
        var accepted = (await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken)).Where(one => one.Dataset == dataset.Name).ToList();
        var former = believedAt is null ? [] : (await warehouse.Silver.SupersededAsync(feed.Name, cancellationToken))
            .Where(one => one.Dataset == dataset.Name && one.SupersededAt > believedAt)
            .Select(one => one.Night);
        var nights = accepted.Select(one => one.Night).Concat(former).ToList();
        if (text is null)
        {
            return (accepted.Count > 0 ? accepted.Select(one => one.Night) : nights).MaxBy(one => one.Date)
                ?? throw NightNotAcceptedException.NoneToRead(feed.Name, dataset.Name);
        }

        var date = NightRange.Date(feed.Name, text);
        return nights.FirstOrDefault(one => one.Date == date) ?? throw NightNotAcceptedException.ToRead(feed.Name, dataset.Name, date, accepted);
    }

    private static CommandException Unknown(string name, Night night, DateTimeOffset believedAt, DateTime since) => new(
        $"""
        Nothing was known of night {night} of {name} at {Instant(believedAt)}: the first night up to it was accepted at {Instant(since)}.
        A dump without records would say that the vendor had sent one.
        Nothing was written.
        Name that instant or a later one: ./pipeline as-of {name} --night {night} --believed-at {Instant(since)}
        """);

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString(Canonical.TimestampFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Believed(ParseResult parsed)
    {
        if (parsed.GetValue(BelievedAt) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : throw new CommandException(
            $"""
            '{text}' is no instant; it is written like 2022-03-05T08:00:00Z.
            What was known at an instant that was guessed would be a guess too.
            Nothing was read or written.
            Write it out: ./pipeline as-of {parsed.GetRequiredValue(Dataset)} --believed-at 2022-03-05T08:00:00Z
            """);
    }
}
