using Pipeline.Core.Comparing;
using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>Holds a merge's row counts, as the database gave them, against what the keys ask for (H34).</summary>
internal static class Reconciliation
{
    /// <param name="arrival">The night's delivery.</param>
    /// <param name="changes">What it means for the dataset.</param>
    /// <param name="before">Open versions before the night.</param>
    /// <param name="opened">Rows that the database says it inserted.</param>
    /// <param name="closed">Rows that the database says it closed.</param>
    /// <param name="back">Keys that had a closed version.</param>
    /// <exception cref="ReconciliationException">They differ; the caller's transaction must not commit.</exception>
    public static AcceptedNight Accept(Arrival arrival, DatasetChanges changes, long before, long opened, long closed, long back)
    {
        var tally = changes.Tally with { OpenBefore = before };
        if (!tally.IsBalanced)
        {
            throw ReconciliationException.RecordsAreMissing(changes.Dataset.Name, arrival.Night, tally);
        }

        var expected = changes.Dataset.Mode is DatasetMode.Full
            ? tally.Accepted + tally.Held
            : before + tally.New - tally.Gone;
        var found = before + opened - closed;
        if (found != expected)
        {
            throw ReconciliationException.OpenVersionsDiffer(changes.Dataset.Name, arrival.Night, expected, found);
        }

        return new AcceptedNight
        {
            Dataset = changes.Dataset.Name,
            Night = arrival.Night,
            DeliveryId = arrival.DeliveryId,
            Sha256 = arrival.Delivery.Sha256,
            Size = arrival.Delivery.Size,
            EndsInNewline = changes.Shape.EndsInNewline,
            DefinitionDigest = arrival.DefinitionDigest,
            Tally = tally,
            Back = back,
            OpenAfter = found,
            AbsencesHeld = changes.AbsencesHeld,
            MissingColumns = changes.Shape.MissingColumns,
            RunId = arrival.RunId,
        };
    }
}
