using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Comparing;

/// <summary>Looks up what stands behind the counts of a night: asked only when a guard stops it, or a person wants to see it.</summary>
/// <param name="silver">What is known.</param>
/// <param name="before">The night's instant, in UTC: the values are those that silver had just before it.</param>
internal sealed class ChangeExplainer(IVersionValues silver, DateTime before)
{
    private const int Samples = 5;

    // Old values are looked up for so many keys at a time: memory must not grow with a mass change.
    private const int Chunk = 5_000;

    /// <param name="changes">What the delivery means for the dataset.</param>
    /// <param name="withColumns">Whether every changed row is held against its old values, to tell which columns changed (H25).</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<ChangeExplanation> ExplainAsync(DatasetChanges changes, bool withColumns, CancellationToken cancellationToken)
    {
        var dataset = changes.Dataset;
        var (columns, changed) = await CompareAsync(changes, withColumns, cancellationToken);
        var kinds = new[]
        {
            new KindOfChange("new", changes.Tally.New, [.. changes.New().Take(Samples).Select(record => Sample(KeyOf(dataset, record.Values)))]),
            new KindOfChange("changed", changes.Tally.Changed, changed),
            new KindOfChange("gone", changes.Tally.Gone, changes.Tally.Gone == 0 ? [] : await GoneAsync(changes, cancellationToken)),
            new KindOfChange("quarantined", changes.Tally.Quarantined, [.. changes.Quarantined().Take(Samples).Select(record => Sample(
                string.Create(CultureInfo.InvariantCulture, $"line {record.Position.Line} ({record.Rejection!.Column ?? RejectionText(record.Rejection)}{(record.Rejection is { Column: not null, Value: { } value } ? $" = {Words.Quote(value)}" : "")})")))]),
        };
        return new ChangeExplanation(dataset.Name, [.. kinds.Where(kind => kind.Count > 0)], columns, changes.Tally.Changed);
    }

    private static string RejectionText(Rejection rejection) => rejection.Reason switch
    {
        RejectionReason.Conflict => "conflict",
        RejectionReason.Fact => "known fact",
        _ => "unreadable",
    };

    private async Task<List<ChangeSample>> GoneAsync(DatasetChanges changes, CancellationToken cancellationToken)
    {
        var keys = changes.Gone().OrderBy(key => key.High).ThenBy(key => key.Low).Take(Samples).ToList(); // by hash: the same ones each time
        var found = new List<ChangeSample>();
        await foreach (var record in silver.ReadValuesAsync(changes.Dataset, keys, before, cancellationToken))
        {
            found.Add(Sample(KeyOf(changes.Dataset, record.Values)));
        }

        return [.. found.OrderBy(sample => sample.Key, StringComparer.Ordinal)];
    }

    private async Task<(IReadOnlyList<ColumnShare> Columns, IReadOnlyList<ChangeSample> Samples)> CompareAsync(
        DatasetChanges changes, bool withColumns, CancellationToken cancellationToken)
    {
        var dataset = changes.Dataset;
        var counts = new long[dataset.Columns.Count];
        var samples = new List<ChangeSample>();
        if (changes.Tally.Changed > 0)
        {
            foreach (var chunk in changes.Changed().Chunk(withColumns ? Chunk : Samples))
            {
                var delivered = chunk.ToDictionary(record => record.Key!.Value);
                var known = new Dictionary<Hash128, IReadOnlyList<string?>>();
                await foreach (var record in silver.ReadValuesAsync(dataset, delivered.Keys, before, cancellationToken))
                {
                    known[record.Key] = record.Values;
                }

                foreach (var record in chunk.Where(record => known.ContainsKey(record.Key!.Value)))
                {
                    var different = Different(dataset, known[record.Key!.Value], record.Values).ToList();
                    different.ForEach(column => counts[column]++);
                    if (samples.Count < Samples)
                    {
                        samples.Add(new ChangeSample(
                            KeyOf(dataset, record.Values),
                            [.. different.Select(column => (dataset.Columns[column].Name, known[record.Key!.Value][column], record.Values[column]))]));
                    }
                }

                if (!withColumns)
                {
                    break;
                }
            }
        }

        return (
            withColumns
                ? [.. counts.Index().Where(count => count.Item > 0).OrderByDescending(count => count.Item).Select(count => new ColumnShare(dataset.Columns[count.Index].Name, count.Item))]
                : [],
            samples);
    }

    private static IEnumerable<int> Different(DatasetDefinition dataset, IReadOnlyList<string?> old, IReadOnlyList<string?> now) =>
        Enumerable.Range(0, dataset.Columns.Count).Where(column =>
            dataset.Columns[column] is { DerivedFrom: null, Tracked: true } && !string.Equals(old[column], now[column], StringComparison.Ordinal));

    private static ChangeSample Sample(string key) => new(key, []);

    private static string KeyOf(DatasetDefinition dataset, IReadOnlyList<string?> values)
    {
        var parts = dataset.Key.Select(name => values[dataset.Columns.Index().First(column => column.Item.Name == name).Index]);
        return string.Join(" / ", parts.Select(part => part is null ? "null" : Words.Quote(part)));
    }
}
