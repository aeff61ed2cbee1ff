using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Values;

namespace Pipeline.Core.Records.Typing;

/// <summary>Every reason for which a record of one dataset is rejected, with its message and the keys that it holds.</summary>
internal sealed class Rejections(DatasetDefinition dataset, bool withholds)
{
    /// <summary>What is shown for a record that can't be taken apart where the feed drops fields: it might hold one of them.</summary>
    public const string Withheld = "(withheld: the feed drops fields of this dataset and this record could not be taken apart)";

    private readonly bool _isList = dataset.Parent is not null;

    /// <summary>The record may be any absent key of the dataset; in a nested list, any child of its parent (H15, H16).</summary>
    private Hold Unknown => _isList ? Hold.Siblings
        : dataset.Unreadable is Feeds.Definitions.Unreadable.Ignore ? Hold.Nothing
        : Hold.Absent;

    /// <summary>The raw text of a record that can't be taken apart, as it may be kept.</summary>
    public string Keep(string raw) => withholds ? Withheld : Quote.Storable(raw);

    /// <summary>The same as UTF-8.</summary>
    public byte[] KeepUtf8(string raw) => Encoding.UTF8.GetBytes(Keep(raw));

    /// <summary>The bytes could not be decoded or parsed.</summary>
    public Rejection Unreadable(string raw, string message) =>
        new(RejectionReason.Unreadable, null, Quote.Cut(Keep(raw)), message, Unknown);

    /// <summary>The record has not the shape of the others.</summary>
    public Rejection Shape(string raw, string message) =>
        new(RejectionReason.Shape, null, Quote.Cut(Keep(raw)), message, Unknown);

    /// <summary>A key column is null or blank (H8).</summary>
    public Rejection NoKey(string column, string? value) => new(
        RejectionReason.NoKey,
        column,
        value,
        $"Key column {column} is {(value is null ? "null" : "blank")}, so the record has no key. Fix it at the vendor, or name it as filler with `skip_when`.",
        _isList ? Hold.Siblings : Hold.Nothing);

    /// <summary>A key column is of the wrong type.</summary>
    public Rejection BadKey(string column, string? value, string message) =>
        new(RejectionReason.BadValue, column, Cut(value), message, Unknown);

    /// <summary>Another column is of the wrong type (H28).</summary>
    public static Rejection BadValue(string column, string? value, string message) =>
        new(RejectionReason.BadValue, column, Cut(value), message, Hold.Key);

    /// <summary>A required column is null.</summary>
    public static Rejection Required(string column) => new(
        RejectionReason.Required,
        column,
        null,
        $"Column {column} is required and null. Fix it at the vendor, or take `required` from the column.",
        Hold.Key);

    private static string? Cut(string? value) => value is null ? null : Quote.Cut(value);
}
