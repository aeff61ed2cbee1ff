using System.Text;
using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Tests.Records;

namespace Pipeline.Core.Tests.Comparing;

public sealed class DeliveryComparerTests : IDisposable
{
    private static readonly DatasetDefinition Things = Reading.Dataset("id: text", "v: integer");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compare-");
    private readonly OpenVersions _silver = new();
    private int _passes;

    [Fact]
    public async Task Only_what_changed_is_opened_and_what_is_absent_is_gone()
    {
        _silver.Add(Things, [.. Things.Read("""[{"id":"same","v":1},{"id":"changed","v":1},{"id":"gone","v":1}]""")]);
        using var changes = await CompareAsync(Things, """[{"id":"new","v":1},{"id":"same","v":1},{"id":"changed","v":2}]""");
        var part = Assert.Single(changes.Datasets);
        Assert.Equal("new|1\nchanged|2", part.Opened().Show());
        Assert.Equal(Things.Read("""[{"id":"gone"}]""").Select(record => record.Key!.Value), part.Gone());
        Assert.Equal(
            new DatasetTally { Records = 3, Accepted = 3, New = 1, Changed = 1, Unchanged = 1, Gone = 1, OpenBefore = 3 },
            part.Tally);
        Assert.Equal(1, _passes);
    }

    [Theory]
    [InlineData(DatasetMode.Upsert)]
    [InlineData(DatasetMode.Append)]
    public async Task H22_only_the_keys_of_the_delivery_are_looked_up_held_ones_among_them(DatasetMode mode)
    {
        var things = Things with { Mode = mode };
        _silver.Add(things, [.. things.Read("""[{"id":"a","v":1},{"id":"held","v":1},{"id":"absent","v":1}]""")]);
        using var changes = await CompareAsync(things, """[{"id":"a","v":1},{"id":"held","v":"?"},{"id":"b","v":1}]""");
        Assert.Equal(["3 of things"], _silver.Asked);
        Assert.Equal((1, 1, 1, 0), (changes.Datasets[0].Tally.New, changes.Datasets[0].Tally.Unchanged, changes.Datasets[0].Tally.Held, changes.Datasets[0].Tally.Gone));
    }

    [Fact]
    public async Task H9_a_conflict_costs_one_more_pass_and_order_by_two()
    {
        const string json = """[{"id":"a","v":1},{"id":"b","v":1},{"id":"a","v":2},{"id":"a","v":2}]""";
        using (var changes = await CompareAsync(Things, json))
        {
            Assert.Equal((1, 3), (changes.Datasets[0].Tally.Accepted, changes.Datasets[0].Tally.Quarantined));
            Assert.Equal(2, _passes);
        }

        using var ordered = await CompareAsync(Things with { OrderBy = "v" }, json);
        Assert.Equal("b|1\na|2", ordered.Datasets[0].Opened().Show());
        Assert.Equal((2, 2), (ordered.Datasets[0].Tally.Accepted, ordered.Datasets[0].Tally.Collapsed));
        Assert.Equal(2 + 3, _passes);
    }

    [Fact]
    public async Task H16_in_upsert_the_children_of_children_that_are_gone_are_looked_up_too()
    {
        var things = (Things with { Mode = DatasetMode.Upsert }).WithList("outer", "l", "n: text");
        var outer = (things.Lists[0] with { Mode = DatasetMode.Upsert }).WithList("inner", "l", "k: text");
        things = things with { Lists = [outer with { Lists = [outer.Lists[0] with { Mode = DatasetMode.Upsert }] }] };
        var before = things.Read("""[{"id":"a","l":[{"n":"x","l":[{"k":"1"}]}]}]""");
        foreach (var dataset in things.WithLists)
        {
            _silver.Add(dataset, [.. before.Where(record => record.Dataset.Name == dataset.Name)]);
        }

        using var changes = await CompareAsync(things, """[{"id":"a","l":[]}]""");
        Assert.Equal(["1 of things", "children of 1 in outer", "children of 1 in inner"], _silver.Asked);
        Assert.Equal([0, 1, 1], changes.Datasets.Select(part => part.Tally.Gone));
    }

    [Fact]
    public async Task A_file_that_can_not_be_used_leaves_no_temporary_file()
    {
        await Assert.ThrowsAsync<UnusableDeliveryException>(() => CompareAsync(Things, """[{"id":"a","v":1},{"id"""));
        Assert.Empty(_folder.GetFiles());
        (await CompareAsync(Things, """[{"id":"a","v":1},{"id":"a","v":2},{"id":"b"}]""")).Dispose();
        Assert.Empty(_folder.GetFiles());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<DeliveryChanges> CompareAsync(DatasetDefinition dataset, string json) => new DeliveryComparer(_silver, _folder.FullName).CompareAsync(
        new FeedFile(dataset),
        () =>
        {
            _passes++;
            return new MemoryStream(Encoding.UTF8.GetBytes(json));
        },
        "things.json",
        TestContext.Current.CancellationToken);
}
