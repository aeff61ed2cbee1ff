using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Core.Feeds.Values;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.Tests.Records.Hashing;

public sealed class RecordHasherTests
{
    /// <summary>Hashes are stored for ever. If this fails, the code is wrong, never the test.</summary>
    [Fact]
    public void H11_the_golden_hash_never_changes()
    {
        Assert.Equal("281b0331fdbc401a1a2ad4d6583ba8e3", RecordHasher.Hash([("title", "WALL·E"), ("size_mb", "1761"), ("note", null)]).ToString());
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb924", RecordHasher.Hash([]).ToString());
    }

    [Fact]
    public void H11_the_form_is_length_and_name_and_length_and_value_ordered_by_name()
    {
        byte[] form = [0, 0, 0, 1, (byte)'a', 0, 0, 0, 2, 0xC3, 0xA9, 0, 0, 0, 1, (byte)'b', 0, 0, 0, 0];
        var digest = System.Security.Cryptography.SHA256.HashData(form);
        Assert.Equal(Hash128.Read(digest), RecordHasher.Hash([("b", ""), ("c", null), ("a", "é")]));
    }

    [Fact]
    public void H11_names_are_ordered_by_their_bytes_not_by_UTF_16() => Assert.Equal(
        RecordHasher.Hash([("\uFFFD", "1"), ("\U0001F600", "2")]),
        RecordHasher.Hash([("\U0001F600", "2"), ("\uFFFD", "1")]));

    [Fact]
    public void H11_concatenation_does_not_collide_and_null_and_empty_differ()
    {
        Assert.NotEqual(RecordHasher.Hash([("x", "ab"), ("y", "c")]), RecordHasher.Hash([("x", "a"), ("y", "bc")]));
        Assert.NotEqual(RecordHasher.Hash([("x", ""), ("y", "c")]), RecordHasher.Hash([("x", null), ("y", "c")]));
        Assert.Equal(RecordHasher.Hash([("y", "c")]), RecordHasher.Hash([("x", null), ("y", "c")]));
    }

    [Fact]
    public void H11_different_pairs_have_different_hashes()
    {
        var texts = Gen.Elements("", "a", "b", "ab", "ba", "a\0b", "1", "é", null!);
        var row = texts.Three().ToArbitrary();
        Prop.ForAll(row, row, (left, right) =>
            (left == right) == (Of(left) == Of(right))).QuickCheckThrowOnFailure();

        static Hash128 Of((string, string, string) row) => RecordHasher.Hash([("x", row.Item1), ("xx", row.Item2), ("y", row.Item3)]);
    }

    [Fact]
    public void H11_widening_a_type_or_naming_a_column_that_is_null_changes_no_hash()
    {
        const string Json = """[{"id":1,"size":5}]""";
        var row = Reading.Dataset("id: integer", "size: integer").Read(Json)[0].Row;
        Assert.Equal(row, Reading.Dataset("id: integer", "size: decimal(9,2)").Read(Json)[0].Row);
        Assert.Equal(row, Reading.Dataset("id: integer", "size: real").Read(Json)[0].Row);
        Assert.Equal(row, Reading.Dataset("size: real", "id: decimal(3,0)", "new: text").With("id", column => column) is var wider ? (wider with { Key = ["id"] }).Read(Json)[0].Row : default);
    }

    [Fact]
    public void H12_untracked_columns_have_a_hash_of_their_own()
    {
        var dataset = Reading.Dataset("id: integer", "a: text", "seen: text").With("seen", column => column with { Tracked = false });
        var records = dataset.Read("""[{"id":1,"a":"x","seen":"monday"},{"id":1,"a":"x","seen":"tuesday"},{"id":1,"a":"y","seen":"monday"}]""");
        Assert.Equal(records[0].Row, records[1].Row);
        Assert.NotEqual(records[0].Untracked, records[1].Untracked);
        Assert.NotEqual(records[0].Row, records[2].Row);
        Assert.Equal(records[0].Untracked, records[2].Untracked);
        Assert.Null(Reading.Dataset("id: integer").Read("""[{"id":1}]""")[0].Untracked);
    }

    [Fact]
    public void H10_numbers_written_in_other_ways_are_the_same_number()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<decimal>(), ArbMap.Default.ArbFor<sbyte>(), (value, shift) =>
        {
            var plain = value.ToString(CultureInfo.InvariantCulture);
            var point = plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".";
            Assert.True(CanonicalNumber.TryParse(plain, out var expected));
            Assert.True(CanonicalNumber.TryParse(point + new string('0', Math.Abs((int)shift)), out var padded));
            Assert.True(CanonicalNumber.TryParse(Shifted(plain, shift), out var shifted));
            Assert.Equal((expected, expected), (padded, shifted));
            Assert.Equal(decimal.Parse(plain, CultureInfo.InvariantCulture), decimal.Parse(expected.ToString(), CultureInfo.InvariantCulture));
        }).QuickCheckThrowOnFailure();

        // 1.5 as 0.015e2: the digits moved, the exponent moved back
        static string Shifted(string plain, int shift)
        {
            Assert.True(CanonicalNumber.TryParse(plain, out var number));
            return (number with { Point = number.Point + shift }) + "e" + (-shift).ToString(CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void H10_a_real_reads_back_as_the_same_double() => Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), value =>
    {
        var canonical = new RealValueReader().Read(value.Get.ToString("R", CultureInfo.InvariantCulture), out _)!;
        Assert.DoesNotContain('E', canonical);
        Assert.Equal(value.Get, double.Parse(canonical, CultureInfo.InvariantCulture));
    }).QuickCheckThrowOnFailure();
}
