using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Operations;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Writes records as CSV or as a JSON array, one after another.</summary>
/// <remarks>
/// In CSV null is an empty field and an empty text is <c>""</c>: the two are different values. Instants are in UTC, as ISO 8601 has
/// them: the same feed file reads the dump back.
/// </remarks>
internal sealed class DumpWriter(TextWriter writer, IReadOnlyList<ColumnDefinition> columns, bool isJson)
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes them all.</summary>
    /// <returns>How many there were.</returns>
    public async Task<long> WriteAsync(IAsyncEnumerable<IReadOnlyList<string?>> records, CancellationToken cancellationToken)
    {
        var count = 0L;
        await writer.WriteAsync(isJson ? "[" : $"{string.Join(',', columns.Select(column => Csv(column.Name)))}\n");
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(isJson
                ? $"{(count > 0 ? "," : "")}\n{{{string.Join(',', columns.Zip(record, (column, value) => $"{Text(column.Name)}:{Json(column, value)}"))}}}"
                : $"{string.Join(',', columns.Zip(record, (column, value) => Csv(Value(column, value))))}\n");
            count++;
        }

        await writer.WriteAsync(isJson ? "\n]\n" : "");
        return count;
    }

    /// <summary>Writes a dump to a file, which has its name only when it is complete.</summary>
    /// <returns>How many records it has.</returns>
    public static async Task<long> WriteFileAsync(string file, bool isJson, AsOfDump dump, CancellationToken cancellationToken)
    {
        var part = file + ".part"; // nobody takes half a dump for a whole one
        long count;
        await using (var output = new StreamWriter(part, append: false, new UTF8Encoding(false)))
        {
            count = await new DumpWriter(output, dump.Dataset.Columns, isJson).WriteAsync(dump.Records, cancellationToken);
        }

        File.Move(part, file, overwrite: true);
        return count;
    }

    private static string Csv(string? value) => value is null ? ""
        : value.Length == 0 || value.AsSpan().ContainsAny(Quoted) || char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;

    private static string Json(ColumnDefinition column, string? value) => value is null ? "null" : column.Type.Kind switch
    {
        ColumnKind.Integer or ColumnKind.Decimal or ColumnKind.Real or ColumnKind.Boolean => value,
        _ => Text(Value(column, value)!),
    };

    private static string? Value(ColumnDefinition column, string? value) =>
        value is not null && column.Type.Kind is ColumnKind.Timestamp ? $"{value.Replace(' ', 'T')}Z" : value;

    private static string Text(string value) => JsonSerializer.Serialize(value, Relaxed);
}
