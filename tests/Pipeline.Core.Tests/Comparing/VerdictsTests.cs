using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Tests.Records;

namespace Pipeline.Core.Tests.Comparing;

/// <summary>H9, H22: what becomes of records of one key that differ. A record is its key and its order column: <c>a5</c>.</summary>
public sealed class VerdictsTests
{
    private static readonly DatasetDefinition Dataset = Reading.Dataset("id: text", "version: integer", "name: text") with { OrderBy = "version" };

    [Theory]
    [InlineData("a1x a2y", "Superseded Stands")] // the greatest order wins
    [InlineData("a2y a1x", "Stands Superseded")]
    [InlineData("a2x a2y", "Conflicts Conflicts")] // a tie of different records
    [InlineData("a2x a2x a1y", "Stands Stands Superseded")] // a tie of equal ones is none
    [InlineData("a1x a2y a2z", "Conflicts Conflicts Conflicts")]
    [InlineData("a-x a1y", "Superseded Stands")] // null is the least
    [InlineData("a-x a-y", "Conflicts Conflicts")]
    [InlineData("a10x a9y", "Stands Superseded")] // numbers are compared as numbers
    [InlineData("a1x b1y a2z", "Superseded Stands Stands")] // another key is not concerned
    public void H9_The_order_of_the_dataset_decides_between_records_of_one_key(string records, string verdicts)
    {
        var read = records.Split(' ').Select(Record).ToList();

        Assert.Equal(verdicts, Show(Decide(Dataset, read), read));
    }

    [Fact]
    public void H9_Without_an_order_nothing_decides()
    {
        var read = new[] { Record("a1x"), Record("a2y") }.ToList();
        var unordered = Dataset with { OrderBy = null };

        Assert.False(ConflictResolver.IsNeeded([unordered], Conflicts(read)));
        Assert.Equal("Conflicts Conflicts", Show(Decide(unordered, read), read));
    }

    [Fact]
    public void H9_A_rejected_record_of_the_key_might_be_the_winner_so_nothing_decides()
    {
        var rejected = Record("a3z") with { Outcome = RecordOutcome.Rejected };
        var read = new[] { Record("a1x"), Record("a2y"), rejected }.ToList();

        Assert.Equal("Conflicts Conflicts Conflicts", Show(Decide(Dataset, read), read));
    }

    [Fact]
    public void H22_A_fact_that_is_known_with_other_values_has_a_verdict_of_its_own()
    {
        var (known, other, keyless) = (Record("a1x"), Record("b1x"), Record("c1x") with { Key = null });
        var verdicts = Verdicts.None.WithKnownFacts([(Dataset.Name, known.Key!.Value)]);

        Assert.Equal("KnownFact Stands Stands", Show(verdicts, [known, other, keyless]));
        Assert.Same(verdicts, verdicts.WithKnownFacts([(Dataset.Name, known.Key.Value)]));
    }

    [Fact]
    public void H22_The_winner_among_conflicting_records_may_be_a_known_fact()
    {
        var read = new[] { Record("a1x"), Record("a2y") }.ToList();
        var verdicts = Decide(Dataset, read).WithKnownFacts([(Dataset.Name, read[0].Key!.Value)]);

        Assert.Equal("Superseded KnownFact", Show(verdicts, read));
    }

    private static Verdicts Decide(DatasetDefinition dataset, List<ReadRecord> read)
    {
        var resolver = new ConflictResolver(Conflicts(read));
        foreach (var record in read)
        {
            resolver.Observe(record with { Dataset = dataset });
        }

        return Verdicts.None.With(resolver.Winners());
    }

    // Every key with records that differ.
    private static HashSet<(string Dataset, Hash128 Key)> Conflicts(IEnumerable<ReadRecord> read) =>
        [.. read.GroupBy(record => record.Key!.Value).Where(key => key.Select(record => record.Row).Distinct().Count() > 1).Select(key => (Dataset.Name, key.Key))];

    private static string Show(Verdicts verdicts, IEnumerable<ReadRecord> read) => string.Join(' ', read.Select(verdicts.On));

    private static ReadRecord Record(string text)
    {
        var (key, order, name) = (text[0], text[1..^1], text[^1]);
        return new ReadRecord
        {
            Dataset = Dataset,
            Position = default,
            Outcome = RecordOutcome.Accepted,
            Key = new Hash128(1, key),
            Row = new Hash128(2, (ulong)HashCode.Combine(order, name)),
            Values = [$"{key}", order == "-" ? null : order, $"{name}"],
            RawUtf8 = default,
        };
    }
}
