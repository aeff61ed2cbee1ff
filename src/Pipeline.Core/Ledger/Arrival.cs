using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Ledger;

/// <summary>A delivery on its way into one dataset: everything that lands or is recorded beside its rows.</summary>
/// <param name="Run">The run that does the work.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Night">The night that the delivery is for.</param>
/// <param name="Delivery">The file.</param>
public sealed record Arrival(RunStamp Run, DatasetDefinition Dataset, Night Night, Delivery Delivery)
{
    /// <summary>The digest of the dataset's definition.</summary>
    public string DefinitionDigest => DefinitionText.Digest(Dataset);

    /// <summary>Names this file, for this night, in this dataset; the same in every run, so that nothing lands twice (H33).</summary>
    public Hash128 DeliveryId => DeliveryIdOf(Run.Feed, Dataset.Name, Night, Delivery.Sha256);

    /// <summary>The name of a file, by its digest, for a night in a dataset.</summary>
    public static Hash128 DeliveryIdOf(string feed, string dataset, Night night, string sha256)
    {
        ArgumentNullException.ThrowIfNull(night);
        return Hash128.Read(SHA256.HashData(Encoding.UTF8.GetBytes($"{feed}\n{dataset}\n{night.Name}\n{sha256}")));
    }
}
