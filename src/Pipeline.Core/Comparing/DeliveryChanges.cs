namespace Pipeline.Core.Comparing;

/// <summary>What one delivery means for its dataset and each nested list under it, parents before children.</summary>
public sealed class DeliveryChanges : IDisposable
{
    private readonly IReadOnlyList<IDisposable> _spools;

    internal DeliveryChanges(IReadOnlyList<DatasetChanges> datasets, IReadOnlyList<IDisposable> spools)
    {
        Datasets = datasets;
        _spools = spools;
    }

    /// <summary>The changes per dataset, parents before children.</summary>
    public IReadOnlyList<DatasetChanges> Datasets { get; }

    public void Dispose()
    {
        foreach (var spool in _spools)
        {
            spool.Dispose();
        }
    }
}
