using System.Collections.Frozen;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Csv;
using Pipeline.Core.Records.Erased;
using Pipeline.Core.Records.Json;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Records.Unpacking;

namespace Pipeline.Core.Records;

/// <summary>Reads one delivery: every record of the file, parents before their children, which follow them directly.</summary>
/// <remarks>Streaming: of the file no more than a few records are in memory at a time. Not for several threads at once.</remarks>
/// <param name="file">The file's root dataset and its lists.</param>
/// <param name="held">The columns that keep what is known, because the whole file lacks them.</param>
public sealed class DeliveryReader(FeedFile file, CarriedColumns? held = null)
{
    private FrozenDictionary<string, DatasetCensus> _censuses = FrozenDictionary<string, DatasetCensus>.Empty;

    /// <summary>What was read of the dataset and of each nested list, by name; complete once the records are enumerated to their end.</summary>
    public IReadOnlyDictionary<string, DatasetShape> Shapes =>
        _censuses.ToDictionary(census => census.Key, census => census.Value.ToShape(), StringComparer.Ordinal);

    /// <summary>Reads a delivered file.</summary>
    /// <param name="open">Opens the file as it was delivered: a seekable stream from its beginning, which is disposed here.</param>
    /// <param name="fileName">Its name, which tells how it is packed and written.</param>
    /// <param name="ct">Stops between two records.</param>
    /// <exception cref="UnusableDeliveryException">
    /// Thrown while the records are enumerated: the file is broken, empty or of another shape than the feed file says, as
    /// a whole. None of its records may be used then, also of those that came before.
    /// </exception>
    public IEnumerable<ReadRecord> Read(Func<Stream> open, string fileName, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(fileName);
        return Enumerate(open, fileName, ct);
    }

    private IEnumerable<ReadRecord> Enumerate(Func<Stream> open, string fileName, CancellationToken ct)
    {
        var censuses = file.Datasets.ToFrozenDictionary(one => one.Name, one => new DatasetCensus(one), StringComparer.Ordinal);
        _censuses = censuses;
        var archived = open();
        var erased = (archived as ErasedStream)?.Erased;
        using var stream = DeliveryStream.Open(archived, fileName, file.Root);
        var records = stream.Layout is Layout.Json
            ? new JsonDelivery(file.Root, censuses, fileName, held ?? CarriedColumns.None).Read(stream)
            : new CsvDelivery(file.Root, censuses[file.Name], fileName, held ?? CarriedColumns.None).Read(stream);
        foreach (var record in erased is null ? records : new ErasedRanges(file.Root, erased).Fill(records))
        {
            ct.ThrowIfCancellationRequested();
            if (record is { Rejection.Reason: RejectionReason.BadValue, Dataset.OnBadValue: OnBadValue.Stop })
            {
                throw DeliveryFaults.BadValueStops(fileName, record);
            }

            yield return record;
        }

        foreach (var one in erased is null ? file.Datasets : [])
        {
            censuses[one.Name].ThrowIfNothingFits(fileName);
        }
    }
}
