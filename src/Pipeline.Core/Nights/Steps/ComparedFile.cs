using Pipeline.Core.Comparing;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History.Corrections;

namespace Pipeline.Core.Nights.Steps;

/// <summary>One delivery, compared with silver and not guarded yet.</summary>
/// <param name="File">The file.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Changes">The changes against silver as it was before the night, for every dataset of the file.</param>
/// <param name="Open">The changes of those datasets that have not accepted the delivery yet, parents before children.</param>
/// <param name="Correction">What corrects later nights; null where the night is the newest.</param>
internal sealed record ComparedFile(
    FeedFile File, ArchivedDelivery Delivery, DeliveryChanges Changes, IReadOnlyList<DatasetChanges> Open, NightCorrection? Correction) : IDisposable
{
    public void Dispose()
    {
        Changes.Dispose();
        Correction?.Dispose();
    }
}
