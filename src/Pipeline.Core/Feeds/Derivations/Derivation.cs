using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Values;

namespace Pipeline.Core.Feeds.Derivations;

/// <summary>One rule by which a column is derived from an earlier column of its row, whose type it depends on.</summary>
internal abstract class Derivation
{
    /// <summary>Every rule; the first that derives the column's type from its source's is taken. A new one is a class in this folder and an entry here.</summary>
    public static IReadOnlyList<Derivation> All { get; } =
        [new TextFromValue(), new ValueFromText(), new NumberFromNumber(), new DateFromTimestamp(), new SameValue()];

    /// <summary>The rule from one type to another; null where none leads there.</summary>
    public static Derivation? Find(ColumnType source, ColumnType target) => All.FirstOrDefault(rule => rule.Derives(source.Kind, target.Kind));

    /// <summary>From the canonical text of the source to the column's.</summary>
    /// <remarks>A former definition may combine types that no rule connects: its columns are read as text is.</remarks>
    public static ValueReader ReaderOf(ColumnDefinition source, ColumnDefinition column) =>
        (Find(source.Type, column.Type) ?? All.OfType<ValueFromText>().Single()).Reader(column);

    /// <summary>Whether the rule derives one kind of value from another.</summary>
    public abstract bool Derives(ColumnKind source, ColumnKind target);

    /// <summary>What is wrong with the other keys of the column in its feed file; none by default.</summary>
    /// <param name="source">The column that it is derived from.</param>
    /// <param name="column">The derived column.</param>
    public virtual IEnumerable<DerivationMistake> FindMistakes(ColumnDefinition source, ColumnDefinition column) => [];

    /// <summary>What reads the canonical text of the source as the column's value.</summary>
    public virtual ValueReader Reader(ColumnDefinition column) => ValueReader.For(column);
}
