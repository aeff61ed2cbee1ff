using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Values;

namespace Pipeline.Core.Records.Typing;

/// <summary>From what an engine gives back of a dataset's row to the canonical texts that were stored; see <see cref="Canonical"/>.</summary>
/// <remarks>The engine's texts are those that a person reads, as <c>explain</c> shows them: instants are in UTC and have no offset.</remarks>
public sealed class StoredValues
{
    private readonly ValueReader[] _readers;
    private readonly bool[] _isText;

    public StoredValues(DatasetDefinition dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        _readers = [.. dataset.Columns.Select(column => ValueReader.For(new ColumnDefinition
        {
            Name = column.Name,
            Path = [],
            Type = column.Type,
            Zone = column.Type.Kind is ColumnKind.Timestamp ? TimeZoneInfo.Utc : null,
        }))];
        _isText = [.. dataset.Columns.Select(column => column.Type.Kind is ColumnKind.Text)];
    }

    /// <summary>The canonical text of a column; null for null.</summary>
    /// <exception cref="InvalidOperationException">The text is no value of the column: somebody has changed the table by hand.</exception>
    public string? Canonical(int column, string? text) => text is null || _isText[column] ? text
        : _readers[column].Read(text, out var problem) is { } canonical && problem is null ? canonical
        : throw new InvalidOperationException($"'{Quote.Cut(text)}' in silver is no value of its column.");
}
