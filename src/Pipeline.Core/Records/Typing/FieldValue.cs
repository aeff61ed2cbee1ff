namespace Pipeline.Core.Records.Typing;

/// <summary>One field of a record as the file has it, before it is typed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text: a string's content, the raw text of anything else; null where there is none.</param>
internal readonly record struct FieldValue(FieldKind Kind, string? Text)
{
    /// <summary>No such field.</summary>
    public static readonly FieldValue Missing = new(FieldKind.Missing, null);

    /// <summary>JSON's null.</summary>
    public static readonly FieldValue Null = new(FieldKind.Null, null);

    /// <summary>An empty, unquoted field of a CSV file: null, and also the empty text where <c>skip_when</c> asks.</summary>
    public static readonly FieldValue EmptyCsv = new(FieldKind.Null, "");

    public static FieldValue Of(string text) => new(FieldKind.Scalar, text);

    public bool IsNull => Kind is FieldKind.Missing or FieldKind.Null;

    /// <summary>Whether a condition of <c>skip_when</c> matches: the same text exactly, or null for null.</summary>
    public bool Matches(string? condition) => condition is null
        ? IsNull
        : Kind is FieldKind.Scalar or FieldKind.Null && string.Equals(Text, condition, StringComparison.Ordinal);
}

/// <summary>What a field is before it is typed.</summary>
internal enum FieldKind
{
    /// <summary>The record has no such field.</summary>
    Missing,

    /// <summary>It is null.</summary>
    Null,

    /// <summary>A text, a number or a boolean, as its text.</summary>
    Scalar,

    /// <summary>A JSON object.</summary>
    Object,

    /// <summary>A JSON array.</summary>
    Array,

    /// <summary>A JSON string that holds half of a surrogate pair.</summary>
    LoneSurrogate,

    /// <summary>A part of its path, before the last, is neither an object nor null.</summary>
    Blocked,
}
