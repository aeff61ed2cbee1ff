using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Nights.Steps;

/// <summary>One delivery, compared and guarded: what accepting it changes in each dataset of its file.</summary>
/// <param name="compared">The delivery and its changes against silver as it was before the night.</param>
/// <param name="approval">The approval that its guards required; null where they required none.</param>
/// <param name="corrections">What it corrects in each dataset; none where the night is the newest and just follows.</param>
internal sealed class ComparedNight(ComparedFile compared, Guid? approval, IReadOnlyList<SilverCorrection> corrections) : IDisposable
{
    /// <summary>The delivery.</summary>
    public Delivery Delivery => compared.Delivery.Delivery;

    /// <summary>How many records the file has, those of its lists included.</summary>
    public long Records => compared.Changes.Datasets.Sum(part => part.Tally.Records);

    /// <summary>The approval that the guards required; null where they required none.</summary>
    public Guid? Approval => approval;

    /// <summary>The changes of the datasets that have not accepted the delivery yet, in the order in which they are merged: lists before their parents.</summary>
    /// <remarks>The state of a parent decides about its lists, so a run that is killed in between still finds the parent unmerged.</remarks>
    public IEnumerable<DatasetChanges> ListsFirst => compared.Open.Reverse();

    /// <summary>How one dataset's history is corrected; null where the night is the newest and just follows.</summary>
    public SilverCorrection? CorrectionOf(DatasetDefinition dataset) => corrections.FirstOrDefault(one => one.Dataset.Name == dataset.Name);

    public void Dispose() => compared.Dispose();
}
