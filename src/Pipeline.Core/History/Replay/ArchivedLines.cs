using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History.Replay;

/// <summary>Finds in the archive the line of a version that a correction opened: bronze has only the records that were new or changed when they came (H36).</summary>
public sealed class ArchivedLines(FeedDefinition feed, IAcceptedDeliveries archive, IWarehouse warehouse)
{
    /// <summary>The versions, with line and raw text where bronze does not have them and the archive does.</summary>
    public async Task<IReadOnlyList<ExplainedVersion>> CompleteAsync(
        DatasetDefinition dataset, IReadOnlyList<ExplainedVersion> versions, CancellationToken cancellationToken)
    {
        if (versions.All(version => version.Line is not null))
        {
            return versions;
        }

        var file = feed.Files.Single(one => one.Datasets.Contains(dataset));
        var accepted = await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken);
        var past = new PastDeliveries(feed, await TableShape.OfAsync(warehouse.Audit, feed.Name, file, cancellationToken), archive, warehouse.Silver);
        var complete = new List<ExplainedVersion>();
        foreach (var version in versions)
        {
            var night = accepted.Where(one => one.Night.Date == version.Night && file.Has(one.Dataset)).ToList();
            complete.Add(version.Line is not null || night.Count == 0
                ? version
                : Complete(version, file, await past.DefinitionAsync(file, night, cancellationToken), cancellationToken));
        }

        return complete;
    }

    private ExplainedVersion Complete(
        ExplainedVersion version, FeedFile file, FeedFile definition, CancellationToken cancellationToken)
    {
        var delivery = archive.FindAccepted(feed.Name, version.Night, file.Root.Source, file.NameOn(version.Night), version.Sha256);
        var record = delivery is null
            ? null
            : new DeliveryReader(definition).Read(() => archive.OpenRead(delivery), delivery.File, cancellationToken)
                .FirstOrDefault(one => one.Outcome is RecordOutcome.Accepted && one.Key == version.Key && one.Row == version.Row);
        return record is null
            ? version
            : version with { Line = record.Position.Line, ByteOffset = record.Position.ByteOffset, Raw = record.Raw };
    }
}
