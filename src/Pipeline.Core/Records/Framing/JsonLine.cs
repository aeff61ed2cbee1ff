using System.Text.Json;

namespace Pipeline.Core.Records.Framing;

/// <summary>What stands in a line that is not one JSON object.</summary>
internal static class JsonLine
{
    /// <summary>How many whole JSON objects stand in it one behind another; 0 where anything else does too, or one of them is cut.</summary>
    public static int Objects(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = ReadLimits.Nesting });
        var count = 0;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is not JsonTokenType.StartObject)
                {
                    return 0;
                }

                reader.Skip();
                count++;
            }

            return count;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
