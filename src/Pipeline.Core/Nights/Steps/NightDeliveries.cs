using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Rebuild;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Dropping;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Waits for each file of one night and receives it: from its source, or from the archive where the archive has what is wanted.</summary>
internal sealed class NightDeliveries(
    RunContext run,
    NightRequest request,
    IFileSources sources,
    NightOptions options,
    FormerFiles former,
    IGuardLedger guards,
    NightJournal journal,
    TimeProvider clock)
{
    private readonly DeliveryReceiver _receiver = new(options.Archive, options.Receive, clock);
    private readonly Dictionary<(string Source, string File), Delivery> _received = [];

    /// <summary>The delivery of a file; received once, also where two files of the feed have the same name at their source.</summary>
    /// <exception cref="SourceUnavailableException">It is missing, or the source can't be asked.</exception>
    public Task<ArchivedDelivery> ReceiveAsync(FeedFile file, CancellationToken cancellationToken) => journal.StepAsync(
        "receive",
        file.Name,
        async () => new ArchivedDelivery(await GetAsync(file, cancellationToken), options.Archive),
        delivery => (delivery.Delivery.Size, null));

    /// <summary>Marks a delivery as unusable, so that the next run asks the source again.</summary>
    public void Reject(ArchivedDelivery delivery, string reason)
    {
        if (!run.Mode.IsDryRun)
        {
            options.Archive.MarkUnusable(delivery.Delivery, reason);
        }
    }

    /// <summary>Compresses what came uncompressed. Called after the publishing, and never a reason for a night to fail.</summary>
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
                journal.Warn($"{delivery.File} stays uncompressed in the archive: {Fault.SummaryOf(fault)}");
            }
        }
    }

    private async Task<Delivery> GetAsync(FeedFile file, CancellationToken cancellationToken)
    {
        var name = file.NameOn(run.Night.Date);
        if (!_received.TryGetValue((file.Root.Source, name), out var delivery) || (delivery.FromArchive && former.WasWithdrawn(file, delivery)))
        {
            delivery = await ObtainAsync(file, name, cancellationToken);
            _received[(file.Root.Source, name)] = delivery;
        }

        return delivery;
    }

    // An approved file is taken even when the source no longer has it, or has another file now (H24).
    private async Task<Delivery?> FindApprovedAsync(string source, string name, CancellationToken cancellationToken)
    {
        foreach (var approval in (await guards.ApprovalsAsync(run.Feed.Name, run.Night.Date, cancellationToken)).Reverse())
        {
            var file = run.Feed.Files.FirstOrDefault(file => file.Name == approval.Dataset);
            if (file?.Root.Source == source
                && file.NameOn(run.Night.Date) == name
                && file.Datasets.Any(part => !approval.UsedFor.Contains(part.Name))
                && !former.WasAccepted(file, approval)
                && options.Archive.Readmit(new ArchiveNight(run.Feed.Name, run.Night.Date), source, name, approval.Sha256) is { } delivery)
            {
                return delivery;
            }
        }

        return null;
    }

    private async Task<Delivery> ObtainAsync(FeedFile file, string name, CancellationToken cancellationToken)
    {
        if (run.Mode.RebuiltFiles is { } rebuilt)
        {
            return options.Archive.FindAccepted(run.Feed.Name, run.Night.Date, file.Root.Source, name, rebuilt[file.Name])
                ?? throw RebuildRefusedException.Missing(run.Feed.Name, file.Root, run.Night.Date, 1, rebuilt.Count, options.Archive.Root);
        }

        if (await FindApprovedAsync(file.Root.Source, name, cancellationToken) is { } approved)
        {
            return approved;
        }

        var night = new ArchiveNight(run.Feed.Name, run.Night.Date);
        var archived = request.OverriddenSources.Contains(file.Root.Source) ? null : options.Archive.Find(night, file.Root.Source, name);
        if (archived is not null && former.WasWithdrawn(file, archived))
        {
            archived = null; // whoever withdrew it wants the current file of the vendor
        }

        if (archived is not null && !request.IsLatest)
        {
            return archived;
        }

        var definition = run.Feed.Sources[file.Root.Source];
        try
        {
            var source = sources.Open(definition, NightPlaceholder.Fill(definition.Url, run.Night.Date));
            var unchanged = archived is null || source is FolderSource // the times of a folder are too coarse to rely on
                ? null
                : await _receiver.FindUnchangedAsync(source, name, file.Root.Source, night, cancellationToken);
            return unchanged ?? await _receiver.ReceiveAsync(
                source, name, file.Root.Source, night, Scrub(file.Root, name), new Progress(file.Name, journal), cancellationToken);
        }
        catch (PipelineException fault) when (archived is not null && fault is SourceUnavailableException)
        {
            journal.Warn($"{name} was read from the archive, because source '{file.Root.Source}' did not give it: {fault.Summary}");
            return archived;
        }
    }

    private static Func<Stream, Stream, CancellationToken, Task>? Scrub(DatasetDefinition root, string name) =>
        root.Drop.Count == 0
            ? null
            : (input, output, cancellationToken) =>
                DeliveryScrubber.ScrubAsync(root.Drop, root, input, name, output, cancellationToken);

    // System.Progress<T> hands its reports to the thread pool, where they overtake each other.
    private sealed class Progress(string dataset, NightJournal journal) : IProgress<ReceiveProgress>
    {
        public void Report(ReceiveProgress value) => journal.Received(dataset, value.Bytes, value.Total, value.Note);
    }
}
