using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Comparing;

/// <summary>Picks the winner of each conflicting key by its dataset's <c>order_by</c>, in one more pass over the delivery (H9).</summary>
/// <remarks>Memory grows with the number of conflicting keys only. A null is the least; a tie of different records at the top is a conflict.</remarks>
internal sealed class ConflictResolver(IReadOnlySet<(string Dataset, Hash128 Key)> conflicts)
{
    private readonly Dictionary<(string Dataset, Hash128 Key), Contest> _contests = [];

    /// <summary>Whether some conflicting key can have a winner at all.</summary>
    public static bool IsNeeded(IEnumerable<DatasetDefinition> datasets, IReadOnlySet<(string Dataset, Hash128 Key)> conflicts) =>
        datasets.Any(dataset => dataset.OrderBy is not null && conflicts.Any(conflict => conflict.Dataset == dataset.Name));

    public void Observe(ReadRecord record)
    {
        if (record.Dataset.OrderBy is not { } orderBy || record.Key is not { } key
            || !conflicts.Contains((record.Dataset.Name, key)))
        {
            return;
        }

        var contest = _contests.TryGetValue((record.Dataset.Name, key), out var known) ? known : _contests[(record.Dataset.Name, key)] = new Contest();
        if (record.Outcome is RecordOutcome.Rejected)
        {
            contest.IsDecidable = false;
            return;
        }

        contest.Enter(record, Comparable(record, orderBy));
    }

    /// <summary>The winner of every conflicting key, or null where there is none.</summary>
    public IEnumerable<KeyValuePair<(string Dataset, Hash128 Key), Winner?>> Winners() => conflicts.Select(conflict =>
        KeyValuePair.Create(conflict, _contests.TryGetValue(conflict, out var contest) ? contest.Winner : null));

    private static IComparable? Comparable(ReadRecord record, string orderBy)
    {
        var column = record.Dataset.Columns.Index().First(c => c.Item.Name == orderBy);
        return record.Values[column.Index] is not { } value ? null : column.Item.Type.Kind switch
        {
            ColumnKind.Integer or ColumnKind.Decimal => decimal.Parse(value, CultureInfo.InvariantCulture),
            ColumnKind.Real => double.Parse(value, CultureInfo.InvariantCulture),
            _ => new OrdinalText(value),
        };
    }

    private sealed class Contest
    {
        private IComparable? _best;
        private Winner? _winner;
        private bool _isTie;

        public bool IsDecidable { get; set; } = true;

        public Winner? Winner => IsDecidable && !_isTie ? _winner : null;

        public void Enter(ReadRecord record, IComparable? order)
        {
            var entrant = new Winner(record.Row, record.Untracked);
            var comparison = _winner is null ? 1 : Comparer<IComparable>.Default.Compare(order, _best);
            if (comparison > 0)
            {
                (_best, _winner, _isTie) = (order, entrant, false);
            }
            else if (comparison == 0 && entrant != _winner)
            {
                _isTie = true;
            }
        }
    }

    private sealed record OrdinalText(string Text) : IComparable
    {
        public int CompareTo(object? obj) => string.CompareOrdinal(Text, (obj as OrdinalText)?.Text);
    }
}
