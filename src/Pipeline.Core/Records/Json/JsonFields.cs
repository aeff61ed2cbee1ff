using System.Text;
using System.Text.Json;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Records.Json;

/// <summary>The fields of the JSON record that is being read.</summary>
internal sealed class JsonFields(IReadOnlyList<ColumnDefinition> columns, DatasetCensus census) : IFieldSource
{
    private readonly byte[][][] _paths = [.. columns.Select(column => Encode(column.Path))];
    private readonly byte[][][][] _otherPaths = [.. columns.Select(column => column.OtherPaths.Select(Encode).ToArray())];

    /// <summary>The record.</summary>
    public JsonElement Record { get; set; }

    public static byte[][] Encode(IReadOnlyList<string> path) => [.. path.Select(Encoding.UTF8.GetBytes)];

    public FieldValue Read(int column)
    {
        var field = Find(Record, _paths[column]);
        foreach (var path in _otherPaths[column])
        {
            if (field.Kind is not (FieldKind.Missing or FieldKind.Blocked))
            {
                break;
            }

            // What stands in the way of one path is reported only where no other leads to a field.
            if (Find(Record, path) is { Kind: not FieldKind.Missing } other && (other.Kind is not FieldKind.Blocked || field.Kind is FieldKind.Missing))
            {
                field = other;
            }
        }

        if (field.Kind is not FieldKind.Missing)
        {
            census.See(column);
        }

        return field;
    }

    /// <summary>The field at the end of a path inside a record.</summary>
    public static FieldValue Find(JsonElement record, byte[][] path) =>
        TryFind(record, path, out var field) ? Of(field)
        : field.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? FieldValue.Missing
        : new FieldValue(FieldKind.Blocked, field.GetRawText());

    /// <summary>Walks a path. Where it can't be walked to its end, <paramref name="field"/> is what stands in the way, or undefined.</summary>
    public static bool TryFind(JsonElement record, byte[][] path, out JsonElement field)
    {
        field = record;
        foreach (var name in path)
        {
            if (field.ValueKind is not JsonValueKind.Object)
            {
                return false;
            }

            if (!field.TryGetProperty(name, out field))
            {
                return false;
            }
        }

        return true;
    }

    private static FieldValue Of(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.Null => FieldValue.Null,
        JsonValueKind.String => OfString(field),
        JsonValueKind.Object => new FieldValue(FieldKind.Object, field.GetRawText()),
        JsonValueKind.Array => new FieldValue(FieldKind.Array, field.GetRawText()),
        JsonValueKind.True => FieldValue.Of("true"),
        JsonValueKind.False => FieldValue.Of("false"),
        _ => FieldValue.Of(field.GetRawText()),
    };

    private static FieldValue OfString(JsonElement field)
    {
        try
        {
            return FieldValue.Of(field.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return new FieldValue(FieldKind.LoneSurrogate, field.GetRawText()); // the only fault left in bytes that are valid UTF-8
        }
    }
}
