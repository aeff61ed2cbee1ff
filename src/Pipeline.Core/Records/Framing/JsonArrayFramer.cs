using System.Globalization;
using System.Text.Json;

namespace Pipeline.Core.Records.Framing;

/// <summary>The elements of a JSON array: the file itself, or what stands under the path of its rows. Anything else is streamed over.</summary>
/// <remarks>Framing needs valid JSON to the end of the file: after a fault in it nothing tells where a record begins.</remarks>
internal sealed class JsonArrayFramer(ByteWindow window, IReadOnlyList<string> rows, string file)
{
    private readonly JsonTokens _tokens = new(window, ReadLimits.Nesting + rows.Count + 1, file);
    private bool _isInside;
    private bool _isAtEnd;

    /// <summary>How many elements have been framed.</summary>
    public long Elements { get; private set; }

    /// <summary>The next element; false once the file has been read to its end.</summary>
    /// <exception cref="UnusableDeliveryException">The file is cut short, is not JSON, has no such array, or goes beyond a limit.</exception>
    public bool TryNext(out Frame frame)
    {
        frame = default;
        if (_isAtEnd)
        {
            return false;
        }

        if (!_isInside)
        {
            Enter();
            _isInside = true;
        }

        _tokens.Place = string.Create(CultureInfo.InvariantCulture, $"element {Elements + 1:N0}");
        if (_tokens.TryReadElement(out frame))
        {
            Elements++;
            return true;
        }

        _tokens.Place = "the part behind the rows";
        Leave();
        _isAtEnd = true;
        return false;
    }

    private void Enter()
    {
        var value = _tokens.ReadToken();
        for (var level = 0; level < rows.Count; level++)
        {
            if (value is not JsonTokenType.StartObject)
            {
                throw DeliveryFaults.NoRows(file, rows, $"{Describe(value)} stands where an object is needed");
            }

            value = FindProperty(rows[level]);
        }

        if (value is not JsonTokenType.StartArray)
        {
            throw DeliveryFaults.NoRows(file, rows, $"{Describe(value)} stands where the array of rows is needed");
        }
    }

    // The value of a property of the object that is open; the properties before it are read over.
    private JsonTokenType FindProperty(string name)
    {
        while (_tokens.ReadToken() is JsonTokenType.PropertyName)
        {
            var isFound = _tokens.Name == name;
            var value = _tokens.ReadToken();
            if (isFound)
            {
                return value;
            }

            ReadOver(value);
        }

        throw DeliveryFaults.NoRows(file, rows, $"there is no property {name}");
    }

    private void ReadOver(JsonTokenType value)
    {
        for (var open = Change(value); open > 0;)
        {
            open += Change(_tokens.ReadToken());
        }
    }

    // To the end of the file: it must be whole, and must not hold the rows a second time.
    private void Leave()
    {
        for (var level = rows.Count; _tokens.ReadToken() is var token and not JsonTokenType.None;)
        {
            if (token is JsonTokenType.EndObject && _tokens.Depth == level - 1)
            {
                level--;
            }
            else if (token is JsonTokenType.PropertyName && _tokens.Depth == level && _tokens.Name == rows[level - 1])
            {
                throw DeliveryFaults.RowsTwice(file, rows, window.Offset);
            }
        }
    }

    private static int Change(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
        JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
        _ => 0,
    };

    private static string Describe(JsonTokenType value) => value switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
