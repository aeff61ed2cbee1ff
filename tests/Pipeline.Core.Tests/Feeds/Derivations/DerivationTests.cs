using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Derivations;

namespace Pipeline.Core.Tests.Feeds.Derivations;

/// <summary>The rules by which a column is derived from another.</summary>
public sealed class DerivationTests
{
    [Theory]
    [InlineData("text", "text", "trim", " a ", "a")]
    [InlineData("real", "text", "", "1.5", "1.5")]
    [InlineData("date", "text", "", "2021-12-31", "2021-12-31")]
    [InlineData("text", "integer", "", "007", "7")]
    [InlineData("text", "date", "", "2021-12-31T23:30:00-02:00", "2022-01-01")]
    [InlineData("text", "boolean", "", "perhaps", null)]
    [InlineData("integer", "decimal(9,2)", "", "7", "7")]
    [InlineData("decimal(9,2)", "integer", "", "7.25", null)]
    [InlineData("timestamp", "date", "", "2021-12-31T23:30:00.000000Z", "2021-12-31")]
    [InlineData("boolean", "boolean", "trim", "true", "true")]
    public void A_value_is_derived_from_the_canonical_text_of_another(string source, string target, string step, string text, string? expected)
    {
        var column = Records.Reading.Column($"derived: {target}") with
        {
            DerivedFrom = "source",
            Normalise = [.. Normalisation.All.Where(one => one.Word == step)],
        };

        Assert.Equal(expected, Derivation.ReaderOf(Records.Reading.Column($"source: {source}"), column).Read(text, out _));
    }

    // One character for each target, in the order of the enum: whether a rule leads there.
    [Theory]
    [InlineData(ColumnKind.Text, "1111111")]
    [InlineData(ColumnKind.Integer, "1111000")]
    [InlineData(ColumnKind.Real, "1111000")]
    [InlineData(ColumnKind.Decimal, "1111000")]
    [InlineData(ColumnKind.Boolean, "1000100")]
    [InlineData(ColumnKind.Date, "1000010")]
    [InlineData(ColumnKind.Timestamp, "1000011")]
    public void Each_kind_of_value_becomes_those_that_a_rule_leads_to(ColumnKind source, string targets)
    {
        var found = Enum.GetValues<ColumnKind>().Select(target => Derivation.Find(new ColumnType(source), new ColumnType(target)) is null ? '0' : '1');

        Assert.Equal(targets, string.Concat(found));
    }

    [Fact]
    public void Every_rule_and_every_normalisation_is_registered_once()
    {
        Assert.Equal(Subclasses(typeof(Derivation)), Derivation.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(Subclasses(typeof(Normalisation)), Normalisation.All.Select(step => step.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal("trim nfc lower upper casefold", string.Join(' ', Normalisation.All));
    }

    private static IEnumerable<string> Subclasses(Type type) =>
        type.Assembly.GetTypes().Where(one => one.IsSubclassOf(type)).Select(one => one.Name).Order(StringComparer.Ordinal);
}
