using Pipeline.Core.Deliveries;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Dropping;

namespace Pipeline.Core.Nights;

/// <summary>Gets each dataset's file for one night: from its source, or from the archive where that is the better witness.</summary>
internal sealed class NightDeliveries(
    RunContext run,
    IFileSources sources,
    NightOptions options,
    FormerFiles former,
    IGuardLedger guards,
    NightJournal journal,
    TimeProvider clock)
{
    private readonly DeliveryReceiver _receiver = new(options.Archive, options.Receive, clock);
    private readonly Dictionary<(string Source, string File), Delivery> _received = [];

    /// <summary>The file of a dataset; received once, however many datasets read it.</summary>
    /// <exception cref="SourceUnavailableException">It is missing, or the source can't be asked.</exception>
    public Task<Delivery> ReceiveAsync(DatasetDefinition dataset, CancellationToken cancellationToken) => journal.StepAsync(
        "receive", dataset.Name, () => GetAsync(dataset, cancellationToken), delivery => (delivery.Size, null));

    /// <summary>Opens a delivery's bytes from their beginning.</summary>
    public Stream Open(Delivery delivery) => options.Archive.OpenRead(delivery);

    /// <summary>Remembers that a delivery can't be used, so that the source is asked again next time.</summary>
    public void Reject(Delivery delivery, string reason)
    {
        if (!run.Request.IsPlan)
        {
            options.Archive.MarkUnusable(delivery, reason);
        }
    }

    /// <summary>Compresses what came uncompressed; meant for after the publishing, and never a reason for a night to fail.</summary>
    public async Task CompressAsync(CancellationToken cancellationToken)
    {
        foreach (var delivery in _received.Values.Where(delivery => !delivery.FromArchive))
        {
            try
            {
                await options.Archive.CompressAsync(delivery, cancellationToken);
            }
            catch (Exception fault) when (fault is PipelineException or IOException or UnauthorizedAccessException)
            {
                journal.Warn($"{delivery.File} stays uncompressed in the archive: {FirstLine(fault)}");
            }
        }
    }

    private async Task<Delivery> GetAsync(DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        var file = NightPlaceholder.Fill(dataset.File, run.Night.Date);
        if (!_received.TryGetValue((dataset.Source, file), out var delivery) || (delivery.FromArchive && former.WasWithdrawn(dataset, delivery)))
        {
            delivery = await ObtainAsync(dataset, file, cancellationToken);
            _received[(dataset.Source, file)] = delivery;
        }

        return delivery;
    }

    // What somebody has approved is what is taken, also when the source no longer has it, or has another file by now (H24).
    private async Task<Delivery?> FindApprovedAsync(string source, string file, CancellationToken cancellationToken)
    {
        foreach (var approval in (await guards.ApprovalsAsync(run.Feed.Name, run.Night.Date, cancellationToken)).Reverse())
        {
            var dataset = run.Feed.Datasets.FirstOrDefault(dataset => dataset.Name == approval.Dataset);
            if (dataset?.Source == source
                && NightPlaceholder.Fill(dataset.File, run.Night.Date) == file
                && dataset.WithLists.Any(part => !approval.UsedFor.Contains(part.Name))
                && !former.WasAccepted(dataset, approval)
                && options.Archive.Readmit(new ArchiveNight(run.Feed.Name, run.Night.Date), source, file, approval.Sha256) is { } delivery)
            {
                return delivery;
            }
        }

        return null;
    }

    private async Task<Delivery> ObtainAsync(DatasetDefinition dataset, string file, CancellationToken cancellationToken)
    {
        if (run.Request.Rebuilt is { } rebuilt)
        {
            return options.Archive.FindAccepted(run.Feed.Name, run.Night.Date, dataset.Source, file, rebuilt[dataset.Name])
                ?? throw RebuildRefusedException.Missing(run.Feed.Name, dataset, run.Night.Date, 1, rebuilt.Count, options.Archive.Root);
        }

        if (await FindApprovedAsync(dataset.Source, file, cancellationToken) is { } approved)
        {
            return approved;
        }

        var night = new ArchiveNight(run.Feed.Name, run.Night.Date);
        var archived = run.Request.OverriddenSources.Contains(dataset.Source) ? null : options.Archive.Find(night, dataset.Source, file);
        if (archived is not null && former.WasWithdrawn(dataset, archived))
        {
            archived = null; // whoever took it back wants the vendor's file, as it is now
        }

        if (archived is not null && !run.Request.IsLatest)
        {
            return archived;
        }

        var definition = run.Feed.Sources[dataset.Source];
        try
        {
            var source = sources.Open(definition, NightPlaceholder.Fill(definition.Url, run.Night.Date));
            var unchanged = archived is null || source is FolderSource // a folder tells times too coarsely to trust them
                ? null
                : await _receiver.FindUnchangedAsync(source, file, dataset.Source, night, cancellationToken);
            return unchanged ?? await _receiver.ReceiveAsync(
                source, file, dataset.Source, night, Scrub(dataset, file), new Progress(dataset.Name, journal), cancellationToken);
        }
        catch (PipelineException fault) when (archived is not null && fault is SourceUnavailableException)
        {
            journal.Warn($"{file} was read from the archive, because source '{dataset.Source}' did not give it: {FirstLine(fault)}");
            return archived;
        }
    }

    private static Func<Stream, Stream, CancellationToken, Task>? Scrub(DatasetDefinition dataset, string file) =>
        dataset.Drop.Count == 0
            ? null
            : (input, output, cancellationToken) =>
                DeliveryScrubber.ScrubAsync(dataset.Drop, dataset, input, file, output, cancellationToken);

    private static string FirstLine(Exception fault) => fault.Message.Split('\n')[0].TrimEnd();

    // System.Progress<T> hands its reports to the thread pool, where they overtake each other.
    private sealed class Progress(string dataset, NightJournal journal) : IProgress<ReceiveProgress>
    {
        public void Report(ReceiveProgress value) => journal.Received(dataset, value.Bytes, value.Total, value.Note);
    }
}
