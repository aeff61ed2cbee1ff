using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Deliveries;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Warehouse;

/// <summary>A delivery on its way into one dataset: everything that lands or is recorded beside its rows.</summary>
public sealed record Arrival
{
    /// <summary>The feed's name.</summary>
    public required string Feed { get; init; }

    /// <summary>The dataset.</summary>
    public required DatasetDefinition Dataset { get; init; }

    /// <summary>The night that the delivery stands for.</summary>
    public required Night Night { get; init; }

    /// <summary>The file.</summary>
    public required Delivery Delivery { get; init; }

    /// <summary>The feed file as it was read (H31).</summary>
    public required string FeedText { get; init; }

    /// <summary>The run that does the work.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When the run began, in UTC: the one reading of the clock that its rows carry (H2).</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The fencing token of the run's lease.</summary>
    public required long Token { get; init; }

    /// <summary>The approval that lets the delivery through its guards, or null; used up when the night is accepted (H24).</summary>
    public Guid? ApprovalId { get; init; }

    /// <summary>The digest of the dataset's definition.</summary>
    public string DefinitionDigest => DefinitionText.Digest(Dataset);

    /// <summary>Names this file, for this night, in this dataset; the same in every run, so that nothing lands twice (H33).</summary>
    public Hash128 DeliveryId => DeliveryIdOf(Feed, Dataset.Name, Night, Delivery.Sha256);

    /// <summary>The name of a file, by its digest, for a night in a dataset.</summary>
    public static Hash128 DeliveryIdOf(string feed, string dataset, Night night, string sha256)
    {
        ArgumentNullException.ThrowIfNull(night);
        return Hash128.Read(SHA256.HashData(Encoding.UTF8.GetBytes($"{feed}\n{dataset}\n{night.Name}\n{sha256}")));
    }
}
