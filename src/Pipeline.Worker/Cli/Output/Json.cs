using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Worker.Cli.Output;

/// <summary>What machines read: names in snake_case, texts unescaped where they may be.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    /// <summary>A value on one line.</summary>
    public static string Line(object value) => JsonSerializer.Serialize(value, Compact);

    /// <summary>A value in lines.</summary>
    public static string Text(object value) => JsonSerializer.Serialize(value, Indented);
}
