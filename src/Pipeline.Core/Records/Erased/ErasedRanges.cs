using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Records.Erased;

/// <summary>Puts what is left of erased records in their places, so that a file reads as it did before: the same keys, hashes and numbers, no values.</summary>
/// <remarks>What stands in the file instead of them may read as a record with more, fewer or no records of lists: these are passed over.</remarks>
internal sealed class ErasedRanges(DatasetDefinition file, ErasedPart erased)
{
    private readonly Dictionary<string, (DatasetDefinition Dataset, int Depth)> _datasets = DatasetsOf(file, 0)
        .ToDictionary(one => one.Dataset.Name, StringComparer.Ordinal);

    private readonly Dictionary<(string Dataset, long RecordNo), int> _places = erased.Records.Index()
        .ToDictionary(record => (record.Item.Dataset, record.Item.RecordNo), record => record.Index);

    public IEnumerable<ReadRecord> Fill(IEnumerable<ReadRecord> records)
    {
        var shifts = _datasets.Keys.ToDictionary(name => name, _ => 0L, StringComparer.Ordinal);
        var passing = int.MaxValue; // records deeper than this belong to an erased one
        foreach (var record in records)
        {
            var (name, depth) = (record.Dataset.Name, _datasets[record.Dataset.Name].Depth);
            if (depth > passing)
            {
                shifts[name]--;
                continue;
            }

            passing = int.MaxValue;
            var number = record.Position.Ordinal + shifts[name];
            if (!_places.TryGetValue((name, number), out var place))
            {
                yield return shifts[name] == 0 ? record : record with { Position = record.Position with { Ordinal = number } };
                continue;
            }

            passing = depth;
            yield return Left(erased.Records[place], record.Position);
            foreach (var child in Within(place))
            {
                shifts[child.Dataset]++;
                yield return Left(child, record.Position);
            }
        }
    }

    // What is left of the records of an erased one's lists. A deeper record may also have been erased by itself, by another act:
    // what follows belongs here only as long as its parent is among what came before.
    private IEnumerable<ErasedRecord> Within(int place)
    {
        var holders = new Stack<ErasedRecord>([erased.Records[place]]);
        var depth = holders.Peek().Depth;
        foreach (var record in erased.Records.Skip(place + 1).TakeWhile(record => record.Depth > depth))
        {
            while (holders.Peek().Depth >= record.Depth)
            {
                holders.Pop();
            }

            if (!IsIn(record, holders.Peek()))
            {
                yield break;
            }

            holders.Push(record);
            if (_datasets.ContainsKey(record.Dataset))
            {
                yield return record;
            }
        }
    }

    // Lists may give their records the same keys, so the dataset tells too; of one that is no longer read nobody knows whose it is.
    private bool IsIn(ErasedRecord record, ErasedRecord holder) =>
        record.Depth == holder.Depth + 1
        && record.ParentKey == holder.Key
        && (!_datasets.TryGetValue(record.Dataset, out var known) || known.Dataset.Parent == holder.Dataset);

    private ReadRecord Left(ErasedRecord record, RecordPosition position)
    {
        var dataset = _datasets[record.Dataset].Dataset;
        return new ReadRecord
        {
            Dataset = dataset,
            Position = position with { Ordinal = record.RecordNo },
            Outcome = record.Outcome,
            Key = HashOf(record.Key),
            ParentKey = HashOf(record.ParentKey),
            Row = HashOf(record.Row)!.Value,
            Untracked = HashOf(record.Untracked),
            Values = record.Outcome is RecordOutcome.Rejected ? [] : new string?[dataset.Columns.Count],
            Rejection = record.Reason is { } reason ? new Rejection(reason, null, null, "The record was erased on demand.", record.Hold!.Value) : null,
            RawUtf8 = ReadOnlyMemory<byte>.Empty,
        };
    }

    private static Hash128? HashOf(string? hex) => hex is null ? null : Hash128.Read(Convert.FromHexString(hex));

    private static IEnumerable<(DatasetDefinition Dataset, int Depth)> DatasetsOf(DatasetDefinition dataset, int depth) =>
        dataset.Lists.SelectMany(list => DatasetsOf(list, depth + 1)).Prepend((dataset, depth));
}
