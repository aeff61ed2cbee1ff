using System.Globalization;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Ledger;
using Polly;
using Polly.Retry;

namespace Pipeline.Core.Deliveries.Receiving;

/// <summary>Waits until a file is complete at its source and receives it into the archive, whole or not at all.</summary>
/// <remarks>
/// Size and time are read before, between the attempts and after: a file that was replaced in mid-download begins again from
/// 0, because resuming would join two files without a word. Only faults that may heal are tried again.
/// </remarks>
/// <param name="archive">Where deliveries are kept.</param>
/// <param name="options">How long to wait, how often to try.</param>
/// <param name="time">The clock of waits, retries and <see cref="Delivery.ReceivedAt"/>.</param>
public sealed class DeliveryReceiver(Archive archive, ReceiveOptions options, TimeProvider time)
{
    /// <summary>How many bytes an attempt must bring for the retries to start again.</summary>
    private const long ProgressBytes = 1 << 20;

    /// <summary>The archived delivery of this night, if the source still tells its size and time: then nothing need be received.</summary>
    /// <returns>The delivery, or null where it must be received; also where the source tells no time, or has no such file.</returns>
    /// <exception cref="SourceUnavailableException">The source could not be asked.</exception>
    public async Task<Delivery?> FindUnchangedAsync(
        IFileSource source, string path, string sourceName, ArchiveNight night, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (archive.Find(night, sourceName, path) is not { ModifiedAt: not null } archived)
        {
            return null;
        }

        var facts = await RetriedAsync(token => source.FindAsync(path, token), null, cancellationToken);
        return facts == new FileFacts(archived.Size, archived.ModifiedAt) ? archived : null;
    }

    /// <summary>Waits for one file and receives it.</summary>
    /// <param name="source">Where the file is.</param>
    /// <param name="path">The file's path at its source.</param>
    /// <param name="sourceName">The source's name in the feed file.</param>
    /// <param name="night">The night of the delivery.</param>
    /// <param name="scrub">
    /// Copies the delivered bytes without the columns that the feed file drops; then only these are kept, while digest and
    /// size stay those of the delivery. Null keeps the bytes as they came.
    /// </param>
    /// <param name="progress">Called after each chunk, and when nothing moves.</param>
    /// <param name="cancellationToken">Stops waiting and receiving; what has come is kept and resumed by the next call.</param>
    /// <exception cref="SourceUnavailableException">The file is missing, not complete in time, or could not be received.</exception>
    /// <exception cref="ArchiveException">The archive could not be written.</exception>
    public async Task<Delivery> ReceiveAsync(
        IFileSource source,
        string path,
        string sourceName,
        ArchiveNight night,
        Func<Stream, Stream, CancellationToken, Task>? scrub = null,
        IProgress<ReceiveProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(night);
        var file = new WantedFile(source, path, sourceName, night, progress);
        var received = 0L;
        try
        {
            var partPath = archive.PartPath(night, sourceName, path);
            var facts = await WaitAsync(file, cancellationToken);
            string digest;
            await using (var part = await PartFile.OpenAsync(partPath, facts, length => file.Report(received = length, facts), cancellationToken))
            {
                for (var restarts = 0; !await FillAsync(file, part, facts, cancellationToken); restarts++)
                {
                    facts = await WaitAsync(file, cancellationToken);
                    if (restarts == options.Restarts)
                    {
                        throw ReceiveFaults.KeepsChanging(path, sourceName, night, restarts + 1, facts);
                    }

                    file.Report(0, facts, "replaced at its source, begun again");
                    part.Restart(facts);
                }

                digest = part.Complete();
            }

            var delivery = new Delivery
            {
                Source = sourceName,
                File = path,
                Sha256 = digest,
                Size = facts.Size,
                ModifiedAt = facts.ModifiedAt,
                ReceivedAt = time.GetUtcNow(),
                ArchivePath = partPath,
            };
            return scrub is null ? Keep(night, delivery) : await KeepScrubbedAsync(night, delivery, scrub, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw ArchiveFaults.CannotWrite(night, path, received, fault);
        }
    }

    private async Task<FileFacts> WaitAsync(WantedFile file, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var (stableFor, oldAfter) = file.Source is FolderSource
            ? (options.FolderStableFor, options.FolderStableFor)
            : (options.StableFor, options.OldAfter);
        var facts = await AskAsync(file, cancellationToken);
        while (stableFor > TimeSpan.Zero && !(facts.ModifiedAt <= time.GetUtcNow() - oldAfter))
        {
            file.Report(0, facts, "waiting until it is complete");
            await Task.Delay(stableFor, time, cancellationToken);
            var before = facts;
            facts = await AskAsync(file, cancellationToken);
            if (facts == before)
            {
                break;
            }

            if (time.GetUtcNow() - began is var waited && waited >= options.WaitAtMost)
            {
                throw ReceiveFaults.StillGrowing(file.Path, file.SourceName, file.Night, facts, waited);
            }
        }

        return facts;
    }

    private async Task<FileFacts> AskAsync(WantedFile file, CancellationToken cancellationToken) =>
        await RetriedAsync(token => file.Source.FindAsync(file.Path, token), file, cancellationToken) ?? throw file.Missing();

    /// <summary>Receives what is missing of a file; false when the source tells other facts of it than at the start.</summary>
    private async Task<bool> FillAsync(WantedFile file, PartFile part, FileFacts facts, CancellationToken cancellationToken)
    {
        while (part.Length < facts.Size)
        {
            var resumed = part.Length > 0;
            var unchanged = await RetriedAsync(
                async token =>
                {
                    if (resumed && await file.Source.FindAsync(file.Path, token) != facts)
                    {
                        return false;
                    }

                    resumed = true;
                    await CopyAsync(file, part, facts, token);
                    return true;
                },
                file,
                cancellationToken);
            if (!unchanged)
            {
                return false;
            }
        }

        return part.Length == facts.Size && await AskAsync(file, cancellationToken) == facts;
    }

    private async Task CopyAsync(WantedFile file, PartFile part, FileFacts facts, CancellationToken cancellationToken)
    {
        var before = part.Length;
        try
        {
            await file.Source.CopyAsync(file.Path, before, part, cancellationToken);
            if (part.Length < facts.Size)
            {
                throw ReceiveFaults.EndedEarly(file.Path, file.SourceName, file.Night, part.Length, facts);
            }
        }
        catch (SourceUnavailableException fault) when (fault.IsTransient && part.Length - before >= ProgressBytes)
        {
            file.Report(part.Length, facts, "broken off, resuming");
            await Task.Delay(options.FirstDelay, time, cancellationToken);
        }
    }

    private Delivery Keep(ArchiveNight night, Delivery delivery)
    {
        var kept = archive.Store(night, delivery, scrubbed: false);
        PartFile.Delete(delivery.ArchivePath);
        return kept;
    }

    private async Task<Delivery> KeepScrubbedAsync(
        ArchiveNight night, Delivery delivery, Func<Stream, Stream, CancellationToken, Task> scrub, CancellationToken cancellationToken)
    {
        var scrubbed = delivery.ArchivePath + ".scrubbed";
        try
        {
            await using (var input = new FileStream(delivery.ArchivePath, FileMode.Open, FileAccess.Read))
            await using (var output = AtomicFile.Create(scrubbed, FileMode.Create))
            {
                await scrub(input, output, cancellationToken);
                output.Flush(flushToDisk: true);
            }

            return archive.Store(night, delivery with { ArchivePath = scrubbed }, scrubbed: true);
        }
        finally
        {
            // What must not be kept is not kept either when it could not be scrubbed.
            File.Delete(scrubbed);
            PartFile.Delete(delivery.ArchivePath);
        }
    }

    private async Task<T> RetriedAsync<T>(Func<CancellationToken, Task<T>> ask, WantedFile? file, CancellationToken cancellationToken)
    {
        var tries = 1;
        var retry = new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<SourceUnavailableException>(fault => fault.IsTransient),
            MaxRetryAttempts = Math.Max(1, options.Retries),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.FirstDelay,
            MaxDelay = options.MaxDelay,
            OnRetry = attempt =>
            {
                tries++;
                file?.Report(string.Create(CultureInfo.InvariantCulture, $"try {tries} in {attempt.RetryDelay.TotalSeconds:0} s"));
                return ValueTask.CompletedTask;
            },
        };
        var pipeline = options.Retries == 0
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(retry).Build();
        try
        {
            return await pipeline.ExecuteAsync(async token => await ask(token), cancellationToken);
        }
        catch (SourceUnavailableException last) when (last.IsTransient && tries > 1)
        {
            throw ReceiveFaults.GaveUp(tries, last);
        }
    }
}
