using Pipeline.Core.Comparing;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Tests.Comparing;

public sealed class FingerprintTableTests
{
    private static readonly Hash128 Row = new(1, 1);
    private static readonly Hash128 OtherRow = new(1, 2);

    [Fact]
    public void It_grows_past_its_capacity_and_forgets_nothing()
    {
        const int count = 5000;
        var table = new FingerprintTable(tracksUntracked: true, hasParents: true);
        for (var n = 1; n <= count; n++)
        {
            table.AddOpen(new Fingerprint(Key(n), new Hash128(7, (ulong)n), new Hash128(8, (ulong)n), new Hash128(9, (ulong)n)));
        }

        for (var n = 1; n <= count; n += 2)
        {
            Assert.Equal(Sighting.First, table.See(new Fingerprint(Key(n), new Hash128(7, (ulong)n), new Hash128(8, (ulong)n), new Hash128(9, (ulong)n)), out _));
        }

        Assert.Equal((count, count), (table.Count, table.OpenCount));
        Assert.Equal((0, 0, 0, count / 2), table.Census());
        Assert.Equal(
            Enumerable.Range(1, count / 2).Select(n => (Key(2 * n), (Hash128?)new Hash128(9, (ulong)(2 * n)))).Order(),
            table.OpenAndNotSeen().Select(open => (open.Key, open.Parent)).Order());
        Assert.Equal(KeyState.None, table.StateOf(Key(count + 1)));
    }

    [Fact]
    public void Keys_that_share_a_slot_are_kept_apart_also_at_the_end_of_the_table()
    {
        var table = new FingerprintTable(tracksUntracked: false, hasParents: false);
        for (var n = 0; n < 100; n++)
        {
            table.AddOpen(Print(new Hash128(ulong.MaxValue, (ulong)n), new Hash128(0, (ulong)n)));
        }

        for (var n = 0; n < 100; n++)
        {
            Assert.Equal(Sighting.First, table.See(Print(new Hash128(ulong.MaxValue, (ulong)n), new Hash128(0, (ulong)n)), out _));
        }

        Assert.Equal((0, 0, 0, 100), table.Census());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_open_and_what_is_delivered_compare_alike_in_either_order(bool openFirst)
    {
        var table = new FingerprintTable(tracksUntracked: true, hasParents: false);
        Fingerprint[] open = [Print(Key(1), Row), Print(Key(2), Row), Print(Key(3), Row), Print(Key(4), Row)];
        Fingerprint[] delivered = [Print(Key(1), Row), Print(Key(2), OtherRow), Print(Key(3), Row) with { Untracked = OtherRow }, Print(Key(5), Row)];
        foreach (var isOpen in new[] { openFirst, !openFirst })
        {
            foreach (var print in isOpen ? open : delivered)
            {
                if (isOpen)
                {
                    table.AddOpen(print);
                }
                else
                {
                    table.See(print, out _);
                }
            }
        }

        Assert.Equal((1, 1, 1, 1), table.Census());
        Assert.Equal([Key(4)], table.OpenAndNotSeen().Select(key => key.Key));
        Assert.Equal([Key(2)], table.With(KeyState.Open | KeyState.Seen | KeyState.RowDiffers));
        Assert.Equal(5, table.With(KeyState.None).Count());
    }

    [Fact]
    public void A_second_record_of_a_key_is_a_duplicate_or_a_conflict()
    {
        var table = new FingerprintTable(tracksUntracked: true, hasParents: false);
        Assert.Equal(Sighting.First, table.See(Print(Key(1), Row), out _));
        Assert.Equal(Sighting.Duplicate, table.See(Print(Key(1), Row), out _));
        Assert.Equal(Sighting.Conflict, table.See(Print(Key(1), OtherRow), out _));
        Assert.Equal(Sighting.Conflict, table.See(Print(Key(1), Row) with { Untracked = Row }, out _));
        Assert.Equal((1, 0, 0, 0), table.Census());
    }

    [Fact]
    public void A_held_key_counts_neither_as_open_nor_as_seen()
    {
        var table = new FingerprintTable(tracksUntracked: false, hasParents: false);
        table.Hold(Key(1));
        Assert.Equal(KeyState.Held, table.StateOf(Key(1)));
        Assert.Empty(table.OpenAndNotSeen());
        Assert.Empty(table.With(KeyState.Seen));
        Assert.Equal((0, 0, 0, 0), table.Census());
        table.AddOpen(Print(Key(1), Row));
        Assert.Equal(KeyState.Held | KeyState.Open, Assert.Single(table.OpenAndNotSeen()).State);
    }

    [Fact]
    public void H26_a_version_older_than_the_first_untracked_column_has_null_in_it()
    {
        var table = new FingerprintTable(tracksUntracked: true, hasParents: false);
        table.AddOpen(Print(Key(1), Row));
        table.See(Print(Key(1), Row) with { Untracked = RecordHasher.Hash([("note", null)]) }, out _);
        Assert.Equal((0, 0, 0, 1), table.Census());
    }

    private static Hash128 Key(int n) => new((ulong)n * 0x9E3779B97F4A7C15, (ulong)n);

    private static Fingerprint Print(Hash128 key, Hash128 row) => new(key, row, null, null);
}
