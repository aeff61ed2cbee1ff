using Pipeline.Core.Comparing;
using Pipeline.Core.History.Corrections;

namespace Pipeline.Core.Nights;

/// <summary>One delivery, compared: what it means for its dataset and the lists in it.</summary>
/// <param name="changes">The changes against silver as it was before the night.</param>
/// <param name="placement">What places it among nights that are accepted already; null where it is the newest.</param>
/// <param name="rewrites">What that means for each dataset; none where it is the newest.</param>
internal sealed class ComparedNight(DeliveryChanges changes, NightCorrection? placement, IReadOnlyList<SilverCorrection> rewrites) : IDisposable
{
    /// <summary>The changes per dataset, parents before children.</summary>
    public IReadOnlyList<DatasetChanges> Datasets => changes.Datasets;

    /// <summary>How one dataset's history is rewritten; null where the night is the newest and just follows it.</summary>
    public SilverCorrection? CorrectionOf(string dataset) => rewrites.FirstOrDefault(rewrite => rewrite.Dataset.Name == dataset);

    public void Dispose()
    {
        changes.Dispose();
        placement?.Dispose();
    }
}
