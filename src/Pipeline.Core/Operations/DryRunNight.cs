using System.Data.Common;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Computes a night as <see cref="NightlyRun"/> does, in a copy of the warehouse that is deleted afterwards.</summary>
/// <remarks>
/// It is the run itself, step by step, in an embedded copy of the warehouse: what it shows is what the run will do. Files are
/// received into the archive as the run does, so that the run reads the same bytes; none is marked as unusable.
/// </remarks>
public sealed class DryRunNight(
    FeedFolder feeds, IWarehouse warehouse, IFileSources sources, NightOptions options, TimeProvider clock, ILogger<NightlyRun> logger)
{
    /// <summary>Computes the night; nothing is written to the warehouse.</summary>
    /// <exception cref="PipelineException">The night could not begin.</exception>
    public async Task<PlanReport> RunAsync(DryRunNightRequest request, INightProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var feed = request.Sources.ApplyTo(feeds.Read(request.Feed));
        var latest = feed.Schedule.LatestNight(clock.GetUtcNow());
        var night = request.Night ?? latest;
        new NightRange(night, night).RequireDue(feed.Name, latest);
        return await RunAsync(new NightRequest(feed, night, IsLatest: night == latest, request.Sources.Names), progress, cancellationToken);
    }

    private async Task<PlanReport> RunAsync(NightRequest request, INightProgress progress, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(options.WorkFolder, $"plan-{Guid.CreateVersion7(clock.GetUtcNow()):N}");
        try
        {
            await using var copy = await warehouse.OpenDryRunAsync(folder, request.Feed, cancellationToken);
            var run = new NightlyRun(copy, sources, options with { WorkFolder = Path.Combine(folder, "work") }, clock, logger);
            var report = await run.RunAsync(request with { Mode = NightMode.DryRun }, progress, cancellationToken);
            return new PlanReport(report, await FiguresAsync(request.Feed, copy, cancellationToken));
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private async Task<IReadOnlyList<GoldFigure>> FiguresAsync(FeedDefinition feed, IWarehouse copy, CancellationToken cancellationToken)
    {
        var before = await TablesAsync(warehouse, feed, cancellationToken);
        var after = await TablesAsync(copy, feed, cancellationToken);
        var figures = new List<GoldFigure>();
        foreach (var model in GoldLibrary.Read(feed, warehouse.Traits.Name).Models)
        {
            var totals = model.Columns
                .Where(column => column.Type.Kind is ColumnKind.Integer or ColumnKind.Decimal && !model.Grain.Contains(column.Name))
                .Select(column => column.Name);
            foreach (var column in totals.Prepend(null))
            {
                figures.Add(new GoldFigure(
                    model.Name,
                    column,
                    before.Contains(model.Name) ? await AskAsync(warehouse, model.Name, column, cancellationToken) : null,
                    after.Contains(model.Name) ? await AskAsync(copy, model.Name, column, cancellationToken) : null));
            }
        }

        return figures;
    }

    private static async Task<HashSet<string>> TablesAsync(IWarehouse of, FeedDefinition feed, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await of.Gold.AsOfAsync(feed.Name, cancellationToken)).Select(table => table.Table)];
        }
        catch (WarehouseMissingException)
        {
            return []; // the first night of all: nothing is published yet
        }
    }

    private static async Task<decimal?> AskAsync(IWarehouse of, string table, string? column, CancellationToken cancellationToken)
    {
        var blanks = new Dictionary<string, object> { ["table"] = table, ["column"] = column ?? "" };
        try
        {
            return await of.Gold.AskAsync(of.Sql.Render(column is null ? "gold/figure_rows" : "gold/figure_total", blanks), cancellationToken);
        }
        catch (DbException)
        {
            return null; // the published table is older than this column
        }
    }
}

/// <summary>Which night is computed.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Night">The night; null for the latest whose scheduled time has passed.</param>
/// <param name="Sources">Sources that are read in place of the feed file's.</param>
public sealed record DryRunNightRequest(string Feed, DateOnly? Night, SourceOverrides Sources);
