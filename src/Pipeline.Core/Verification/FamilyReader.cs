using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Verification;

/// <summary>Reads some root records of a delivery with their nested lists, and every record without a readable key.</summary>
/// <param name="file">The file, with the lists that accepted the night.</param>
/// <param name="isWanted">Which keys of root records.</param>
/// <param name="keepsValues">Whether values are kept beside their hashes.</param>
internal sealed class FamilyReader(FeedFile file, Func<Hash128, bool> isWanted, bool keepsValues)
{
    /// <exception cref="UnusableDeliveryException">The file can't be read to its end.</exception>
    public List<FoldNode> Read(Func<Stream> open, string fileName, CancellationToken cancellationToken)
    {
        var roots = new List<FoldNode>();
        var last = new Dictionary<string, FoldNode>(StringComparer.Ordinal);
        foreach (var record in new DeliveryReader(file).Read(open, fileName, cancellationToken))
        {
            if (record.Dataset.Parent is not { } parent)
            {
                last.Clear();
                if (record.Key is not { } key || isWanted(key))
                {
                    roots.Add(last[record.Dataset.Name] = Node(record));
                }
            }
            else if (last.TryGetValue(parent, out var holder))
            {
                holder.Children.Add(last[record.Dataset.Name] = Node(record));
            }
        }

        return roots;
    }

    private FoldNode Node(ReadRecord record) => new()
    {
        Dataset = record.Dataset.Name,
        Outcome = record.Outcome,
        Key = record.Key,
        ParentKey = record.ParentKey,
        Row = record.Outcome is RecordOutcome.Accepted ? Row(record) : null,
        Hold = record.Rejection?.Hold,
        Order = record.Outcome is RecordOutcome.Accepted ? Order(record) : null,
    };

    private FoldedRow Row(ReadRecord record) => new(record.Row, record.Untracked)
    {
        Values = keepsValues
            ? record.Dataset.Columns.Select((column, index) => (column.Name, Value: record.Values[index])).ToDictionary(pair => pair.Name, pair => pair.Value)
            : null,
    };

    // Written apart from the run's own, so that neither can hide the other's mistake.
    private static IComparable? Order(ReadRecord record)
    {
        if (record.Dataset.OrderBy is not { } name)
        {
            return null;
        }

        var (index, column) = record.Dataset.Columns.Index().First(column => column.Item.Name == name);
        return record.Values[index] is not { } text ? null : column.Type.Kind switch
        {
            ColumnKind.Integer or ColumnKind.Decimal => decimal.Parse(text, CultureInfo.InvariantCulture),
            ColumnKind.Real => double.Parse(text, CultureInfo.InvariantCulture),
            _ => new OrderedText(text),
        };
    }

    private sealed record OrderedText(string Text) : IComparable
    {
        public int CompareTo(object? obj) => string.CompareOrdinal(Text, ((OrderedText)obj!).Text);
    }
}
