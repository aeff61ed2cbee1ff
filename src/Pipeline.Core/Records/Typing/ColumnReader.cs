using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Derivations;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Feeds.Values;

namespace Pipeline.Core.Records.Typing;

/// <summary>From a field of the file, or from the column that it is derived from, to the canonical text of one column.</summary>
/// <param name="column">The column.</param>
/// <param name="isKey">Whether it is of the key: without its value a record is rejected, whatever is said of bad values.</param>
/// <param name="source">The column that it is derived from; null where it is read from the file.</param>
internal sealed class ColumnReader(ColumnDefinition column, bool isKey = false, ColumnDefinition? source = null)
{
    private readonly string _usualRemedy = isKey
        ? "Fix it at the vendor, or declare another type."
        : "Fix it at the vendor, declare another type, or set `on_bad_value: null`.";

    private readonly ValueReader _reader = source is null ? ValueReader.For(column) : Derivation.ReaderOf(source, column);
    private readonly bool _isText = column.Type.Kind is ColumnKind.Text;

    /// <summary>The column's name in silver.</summary>
    public string Name => column.Name;

    /// <summary>Reads a field.</summary>
    /// <param name="field">The field as the file has it.</param>
    /// <param name="message">Why it is no value of the column, as whole sentences; null where it is one, or null.</param>
    /// <returns>The canonical text, or null.</returns>
    public string? Read(in FieldValue field, out string? message)
    {
        message = field.Kind switch
        {
            FieldKind.Object => Composite(field, "an object", $"Name one of its fields, as in `from: {Path}.<field>`."),
            FieldKind.Array => Composite(field, "a list", "Declare it under `lists:`, as a dataset of its own."),
            FieldKind.Blocked => Composite(field, "found where the path needs an object", "Correct the path in `from:`, or fix the record at the vendor."),
            FieldKind.LoneSurrogate => Explain(field.Text!, new ValueProblem("holds half of a surrogate pair")),
            _ => null,
        };
        return message is not null || field.IsNull ? null : Read(field.Text!, out message);
    }

    /// <summary>Reads a text: a field's, or the canonical text that a derived column is made from.</summary>
    public string? Read(string text, out string? message)
    {
        message = null;
        var input = _isText ? text : text.Trim();
        if (!_isText && input.Length == 0)
        {
            return null;
        }

        var canonical = _reader.Read(input, out var problem);
        message = problem is null ? null : Explain(text, problem);
        return canonical;
    }

    // A list's element itself has no name to begin with.
    private string Path => column.Path.Count == 0 ? FieldPath.Element : FieldPath.Join(column.Path, FileFormat.Json);

    private string Explain(string text, ValueProblem problem)
    {
        var because = problem.Why is null ? "" : $", because it {problem.Why}";
        return $"Column {Name}: \"{Quote.Cut(text)}\" is not {_reader.Expected}{because}. {problem.Remedy ?? _usualRemedy}";
    }

    private string Composite(in FieldValue field, string what, string remedy) =>
        $"Column {Name}: {Quote.Cut(field.Text!)} is {what}, not a value. {remedy}";
}
