using Microsoft.Extensions.Logging;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Ledger;
using Pipeline.Core.Nights.Steps;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights;

/// <summary>The frame of every run on a feed: it holds the lease, notes the run in the ledger, and lets gold say why where a run breaks off.</summary>
internal sealed class FeedSession : IAsyncDisposable
{
    private readonly IWarehouse _warehouse;
    private readonly FeedDefinition _feed;
    private readonly GoldLibrary _library;
    private readonly ILease _lease;
    private readonly INightProgress _progress;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    private FeedSession(
        IWarehouse warehouse,
        FeedDefinition feed,
        GoldLibrary library,
        ILease lease,
        AcceptedNights accepted,
        INightProgress progress,
        TimeProvider clock,
        ILogger logger)
    {
        (_warehouse, _feed, _library, _lease) = (warehouse, feed, library, lease);
        (_progress, _clock, _logger) = (progress, clock, logger);
        Accepted = accepted;
    }

    /// <summary>The nights that the feed has accepted, read under the lease.</summary>
    public AcceptedNights Accepted { get; }

    /// <summary>The feed's models, checks and questions.</summary>
    public GoldLibrary Library => _library;

    /// <summary>Reads the feed's gold files, takes its lease and reads its accepted nights.</summary>
    /// <exception cref="PipelineException">The gold files are wrong, the warehouse is not ready, or another run is at work on the feed.</exception>
    public static async Task<FeedSession> OpenAsync(
        IWarehouse warehouse, FeedDefinition feed, INightProgress progress, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        var library = GoldLibrary.Read(feed, warehouse.Traits.Name);
        var lease = await FeedLease.TakeAsync(warehouse, feed.Name, cancellationToken);
        try
        {
            var accepted = new AcceptedNights(await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken));
            return new FeedSession(warehouse, feed, library, lease, accepted, progress, clock, logger);
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates the tables and columns that the feed file asks for.</summary>
    /// <exception cref="DefinitionConflictException">The feed file asks for a change that would rewrite history.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (var dataset in _feed.AllDatasets)
        {
            await _warehouse.Schema.PrepareAsync(_feed.Name, dataset, cancellationToken);
        }
    }

    /// <summary>Notes that a night is expected.</summary>
    /// <returns>The night with the instant that was fixed when it was first expected (H2).</returns>
    public Task<Night> ExpectAsync(DateOnly night, CancellationToken cancellationToken) => _warehouse.Ledger.ExpectAsync(_feed, night, cancellationToken);

    /// <summary>Runs the steps of a night. Where they break off, the ledger and gold say why.</summary>
    /// <param name="night">The night.</param>
    /// <param name="mode">How it is run.</param>
    /// <param name="steps">The steps, from the first to the report.</param>
    /// <param name="cancellationToken">Stops before the first step.</param>
    public async Task<NightReport> RunAsync(
        Night night, NightMode mode, Func<RunContext, NightJournal, NightGold, Task<NightReport>> steps, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var run = new RunContext(Guid.CreateVersion7(now), _feed, night, mode, now, _lease.Token, Accepted);
        var journal = new NightJournal(run, _warehouse.Ledger, _progress, _clock, _logger);
        var notice = new GoldNotice(run, _warehouse.Gold, _logger);
        await journal.BeginAsync(cancellationToken);
        try
        {
            return await steps(run, journal, new NightGold(run, _warehouse, _library, notice, journal, _clock, _logger));
        }
        catch (Exception fault)
        {
            await journal.BreakOffAsync(fault);
            await notice.SayWhyAsync(fault);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _lease.DisposeAsync();
}
