using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Derivations;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Tests.Records.Typing;

/// <summary>From fields to values and hashes, or to the reason why not. Fields are texts; null is the vendor's null.</summary>
public sealed class RecordTyperTests
{
    private static readonly DatasetDefinition Dataset = Reading.Dataset("id: integer", "price: decimal(9,2)", "seen: integer")
        .With("seen", column => column with { Tracked = false });

    [Fact]
    public void H28_Values_become_canonical_texts() =>
        Assert.Equal(["7", "12.5", null], Type(Dataset, "007", "12.50", null).Values);

    [Theory]
    [InlineData(null, RejectionReason.NoKey, Hold.Nothing, "Key column id is null, so the record has no key. Fix it at the vendor, or name it as filler with `skip_when`.")]
    [InlineData("x", RejectionReason.BadValue, Hold.Absent, null)] // its key may be any: every absent key is held (H15)
    public void H8_A_record_without_a_key_is_rejected(string? id, RejectionReason reason, Hold hold, string? message)
    {
        var typed = Type(Dataset, id, "1", "1");

        Assert.Equal((RecordOutcome.Rejected, reason, hold), (typed.Outcome, typed.Rejection!.Reason, typed.Rejection.Hold));
        Assert.Null(typed.Key);
        Assert.Equal(message ?? typed.Rejection.Message, typed.Rejection.Message);
    }

    [Fact]
    public void H15_A_bad_value_holds_the_key_that_can_be_read()
    {
        var typed = Type(Dataset, "7", "cheap", "1");

        Assert.Equal((RejectionReason.BadValue, "price", "cheap", Hold.Key), (typed.Rejection!.Reason, typed.Rejection.Column, typed.Rejection.Value, typed.Rejection.Hold));
        Assert.Equal(Type(Dataset, "7", "1", "1").Key, typed.Key);
    }

    [Fact]
    public void H28_A_bad_value_becomes_null_where_the_feed_says_so_but_never_in_the_key()
    {
        var lenient = Dataset with { OnBadValue = OnBadValue.Null };

        Assert.Equal(["7", null, "1"], Type(lenient, "7", "cheap", "1").Values);
        Assert.Equal(RecordOutcome.Rejected, Type(lenient, "x", "1", "1").Outcome);
    }

    [Fact]
    public void H28_A_required_column_that_is_null_rejects_the_record()
    {
        var typed = Type(Dataset.With("price", column => column with { Required = true }), "7", null, "1");

        Assert.Equal("Column price is required and null. Fix it at the vendor, or take `required` from the column.", typed.Rejection!.Message);
    }

    [Fact]
    public void H12_An_untracked_column_changes_its_own_hash_and_not_that_of_the_row()
    {
        var (one, other) = (Type(Dataset, "7", "1", "1"), Type(Dataset, "7", "1", "2"));

        Assert.Equal((one.Key, one.Row), (other.Key, other.Row));
        Assert.NotEqual(one.Untracked, other.Untracked);
        Assert.NotEqual(one.Row, Type(Dataset, "7", "2", "1").Row);
    }

    [Fact]
    public void H10_Where_the_key_is_all_there_is_one_hash_is_both()
    {
        var typed = Type(Reading.Dataset("id: integer"), "7");

        Assert.Equal(typed.Key, typed.Row);
        Assert.Null(typed.Untracked);
    }

    [Fact]
    public void A_derived_column_is_read_from_its_source_and_takes_no_part_in_hashes()
    {
        var plain = Reading.Dataset("id: integer", "name: text");
        var derived = plain with { Columns = [.. plain.Columns, Reading.Column("match: text") with { DerivedFrom = "name", Normalise = [Normalisation.Trim, Normalisation.Lower] }] };
        var typed = Type(derived, "7", " Ann ", null);

        Assert.Equal(["7", " Ann ", "ann"], typed.Values);
        Assert.Equal(Type(plain, "7", " Ann ").Row, typed.Row);
    }

    [Fact]
    public void H27_A_carried_column_keeps_what_the_key_has()
    {
        var carried = new CarriedColumns().Hold(Dataset, [1]);
        carried.Add(Type(Dataset, "7", "1", "1").Key!.Value, ["7", "12.50", "1"]);

        Assert.Equal(["7", "12.50", "3"], Type(Dataset, carried, "7", null, "3").Values);
        Assert.Equal(["8", null, "3"], Type(Dataset, carried, "8", null, "3").Values); // a new key has nothing to keep
    }

    private static TypedRecord Type(DatasetDefinition dataset, params string?[] fields) => Type(dataset, null, fields);

    private static TypedRecord Type(DatasetDefinition dataset, CarriedColumns.Columns? carried, params string?[] fields) =>
        new RecordTyper(dataset, new Rejections(dataset, withholds: false), carried).Type(new Fields(fields), []);

    private sealed class Fields(string?[] texts) : IFieldSource
    {
        public FieldValue Read(int column) => texts[column] is { } text ? FieldValue.Of(text) : FieldValue.Null;
    }
}
