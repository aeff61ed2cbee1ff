using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;

namespace Pipeline.Worker.Cli.Commands;

/// <summary>Takes a feed through nights in order, and tells what became of each.</summary>
/// <param name="services">The parts of the worker.</param>
/// <param name="terminal">Where it is told.</param>
/// <param name="isJson">Whether it is told to a machine.</param>
internal sealed class NightRunner(IServiceProvider services, Terminal terminal, bool isJson)
{
    /// <summary>Runs the nights up to the first that does not end well.</summary>
    public async Task<ExitCode> RunAsync(
        FeedDefinition feed, NightRange nights, SourceOverrides overrides, DateOnly latest, CancellationToken cancellationToken)
    {
        foreach (var night in nights.Nights)
        {
            var request = new NightRequest(feed, night, IsLatest: night == latest, overrides.Names);
            ExitCode ended;
            try
            {
                ended = await RunAsync(request, cancellationToken);
            }
            catch (PipelineException) when (nights.From < nights.To)
            {
                TellHowToGoOn(feed, nights, night);
                throw;
            }

            if (ended is not ExitCode.Done)
            {
                if (nights.From < nights.To)
                {
                    terminal.Note("");
                    TellHowToGoOn(feed, nights, night);
                }

                return ended;
            }
        }

        return ExitCode.Done;
    }

    /// <summary>Runs one night.</summary>
    public async Task<ExitCode> RunAsync(NightRequest request, CancellationToken cancellationToken)
    {
        var warehouse = services.GetRequiredService<IWarehouse>();
        var run = services.GetRequiredService<NightlyRun>();
        var report = await NightProgress.WatchAsync(
            terminal, isJson, services.GetRequiredService<TimeProvider>(), progress => run.RunAsync(request, progress, cancellationToken));
        if (isJson)
        {
            terminal.WriteLine(Json.Line(NightJson.Of(report, warehouse)));
        }
        else
        {
            new NightText(terminal, warehouse).Write(report);
        }

        var faults = report.Faults.ToList();
        foreach (var (index, fault) in faults.Index())
        {
            if (index > 0)
            {
                terminal.Note("");
            }

            terminal.Fail(fault);
        }

        return report.ExitCode;
    }

    private void TellHowToGoOn(FeedDefinition feed, NightRange nights, DateOnly stoppedAt)
    {
        var done = stoppedAt.DayNumber - nights.From.DayNumber;
        var left = nights.To.DayNumber - stoppedAt.DayNumber;
        var command = $"./pipeline run {feed.Name} --backfill";
        terminal.Note(string.Create(CultureInfo.InvariantCulture, $"""
            The backfill stopped at night {NightRange.Name(stoppedAt)}: {done} night(s) before it are done, {left} after it are not begun.
            Nights build on each other, so none is left out unasked.
            What was accepted and published stays.
            When the cause is mended, go on with: {command} {NightRange.Name(stoppedAt)}..{NightRange.Name(nights.To)}
            """));
        if (left > 0)
        {
            terminal.Note($"To leave this night out instead: {command} {NightRange.Name(stoppedAt.AddDays(1))}..{NightRange.Name(nights.To)}");
        }
    }
}
