using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>quarantine</c>: the rows of a night that could not be accepted, each with its reason, its place and its text.</summary>
internal sealed class QuarantineCommand : PipelineCommand
{
    private static readonly Option<string?> Night = new("--night")
    {
        HelpName = "yyyy-MM-dd",
        Description = "The night. [default: the last accepted one]",
    };

    private static readonly Option<string?> Dataset = new("--dataset") { HelpName = "NAME", Description = "Only this dataset or nested list." };

    public QuarantineCommand() : base("quarantine", "List the rows of a night that could not be accepted: reason, file, line, column, value, what they hold open, and their text.")
    {
        Add(CommonOptions.Feed);
        Add(Night);
        Add(Dataset);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline quarantine streaming",
        "./pipeline quarantine streaming --night 2021-12-31 --dataset books",
        "./pipeline quarantine streaming --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var warehouse = host.Services.GetRequiredService<IWarehouse>();
        var feed = parsed.GetRequiredValue(CommonOptions.Feed);
        var accepted = await warehouse.Silver.AcceptedAsync(feed, cancellationToken);
        if (accepted.Count == 0)
        {
            throw Refused(feed, $"No night of feed '{feed}' was ever accepted into {warehouse.Name}.");
        }

        var night = parsed.GetValue(Night) is { } text
            ? NightRange.Parse(feed, text, null, DateOnly.MaxValue).From
            : accepted.Max(one => one.Night.Date);
        var dataset = parsed.GetValue(Dataset);
        if (!accepted.Any(one => one.Night.Date == night && (dataset is null || one.Dataset == dataset)))
        {
            var nights = accepted.Where(one => dataset is null || one.Dataset == dataset).Select(one => one.Night.Date).ToList();
            throw Refused(feed, nights.Count == 0
                ? $"No night of dataset '{dataset}' of feed '{feed}' was ever accepted; there are {string.Join(", ", accepted.Select(one => one.Dataset).Distinct())}."
                : $"Night {NightRange.Name(night)} of {(dataset is null ? $"feed '{feed}'" : $"dataset '{dataset}'")} is not accepted; the last one is {NightRange.Name(nights.Max())}.");
        }

        var rows = (await warehouse.Ledger.QuarantineAsync(feed, night, cancellationToken)).Where(row => dataset is null || row.Dataset == dataset).ToList();
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(rows));
        }
        else
        {
            Tell(terminal, feed, night, rows);
        }

        return ExitCode.Done;
    }

    private static void Tell(Terminal terminal, string feed, DateOnly night, List<QuarantinedRow> rows)
    {
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"feed {feed}, night {NightRange.Name(night)}: {rows.Count} record(s) in quarantine, {rows.Count(row => row.Holds is not null)} of them hold something open"));
        foreach (var row in rows)
        {
            terminal.WriteLine();
            terminal.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Dataset}, {row.File}, line {row.Line}, record {row.Record}: {row.Reason}{(row.Column is null ? "" : $", column {row.Column}")}{(row.Value is null ? "" : $" = {row.Value}")}"));
            terminal.WriteLine($"  {row.Message}");
            terminal.WriteLine($"  {Held(row)}");
            terminal.WriteLine($"  {row.Raw.ReplaceLineEndings(" ").Trim()}");
        }

        if (rows.Count > 0)
        {
            terminal.WriteLine();
            terminal.WriteLine(terminal.WithFlags($"Where the feed file can read them, correct it and run the night again: ./pipeline run {feed} --night {NightRange.Name(night)}"));
        }
    }

    private static string Held(QuarantinedRow row) => row.Holds switch
    {
        "key" => "held: what was known of its key stays open",
        "siblings" => "held: every absent record of its parent stays open",
        "absent" => "held: every absent record of the dataset stays open",
        _ => "holds nothing open",
    };

    private static CommandException Refused(string feed, string what) => new(
        $"""
        {what}
        What is in quarantine belongs to a night that was accepted; of others nothing is kept but the file, in the archive.
        Nothing was written.
        See which nights are accepted: ./pipeline status {feed}
        """,
        ExitCode.Failed);
}
