using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Erasure;

/// <summary>Takes one record of a nested list out of its parent's record as it came.</summary>
internal sealed class RawEraser(DatasetDefinition root, ErasureTarget target)
{
    private readonly FeedFile _record = new(root with { Rows = [], Drop = [] });

    /// <returns>The record without the values; nothing where it can't be read any more.</returns>
    public string Erase(string raw)
    {
        var bytes = Encoding.UTF8.GetBytes($"[{raw}]");
        try
        {
            var offsets = new DeliveryReader(_record).Read(() => new MemoryStream(bytes), "record.json", CancellationToken.None)
                .Where(record => record.Dataset.Parent is not null && target.Is(record))
                .Select(record => (int)record.Position.ByteOffset)
                .ToList();
            offsets.ForEach(offset => RecordFiller.FillJson(bytes.AsSpan(offset)));
            return Encoding.UTF8.GetString(bytes.AsSpan(1, bytes.Length - 2));
        }
        catch (UnusableDeliveryException)
        {
            return "";
        }
    }
}
