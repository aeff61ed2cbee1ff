using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Feeds.Definitions;

/// <summary>The text of a dataset's definition as it matters to reading its files (H31).</summary>
/// <remarks>
/// JSON in a fixed order: names are sorted where their order means nothing, and defaults are left out, so that neither a
/// comment, a reordered file, nor a key that a later version adds changes it. Where a file comes from and when is not in
/// it. A nested list's text holds its parent's, less the parent's other lists: which of its records are there, skipped or
/// held depends on it (H16).
/// </remarks>
public static class DefinitionText
{
    /// <summary>The canonical text of one dataset's definition; lists are datasets of their own.</summary>
    public static string Of(DatasetDefinition dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(json, dataset);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The SHA-256 of <see cref="Of"/>, in lower-case hex.</summary>
    public static string Digest(DatasetDefinition dataset) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(dataset))));

    private static void Write(Utf8JsonWriter json, DatasetDefinition dataset)
    {
        json.WriteStartObject();
        json.WriteString("dataset", dataset.Name);
        WriteFile(json, dataset);
        WriteList(json, "key", dataset.Key.Order(StringComparer.Ordinal));
        json.WriteStartObject("columns");
        foreach (var column in dataset.Columns.OrderBy(column => column.Name, StringComparer.Ordinal))
        {
            Write(json, column);
        }

        json.WriteEndObject();
        WritePaths(json, "drop", dataset.Drop);
        WriteSkips(json, dataset.SkipWhen);
        WriteText(json, "order_by", dataset.OrderBy);
        WriteChoice(json, "on_same_file", dataset.OnSameFile, OnSameFile.Accept);
        WriteChoice(json, "on_bad_value", dataset.OnBadValue, OnBadValue.Quarantine);
        WriteChoice(json, "on_conflict", dataset.OnConflict, OnConflict.Quarantine);
        WriteChoice(json, "unreadable", dataset.Unreadable, Unreadable.HoldAbsent);
        WriteChoice(json, "on_missing_column", dataset.OnMissingColumn, OnMissingColumn.Stop);
        if (dataset.ParentDefinition is { } parent)
        {
            json.WritePropertyName("list_of");
            Write(json, parent);
        }

        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, DatasetDefinition dataset)
    {
        var name = NightPlaceholder.Fill(dataset.File, new DateOnly(2021, 12, 1));
        var format = FileFormats.Of(name);
        json.WriteString("format", format is { } known ? FeedWord.Of(known) : "unknown");
        json.WriteString("mode", FeedWord.Of(dataset.Mode));
        WriteList(json, "list_path", dataset.ListPath);
        WriteList(json, "rows", dataset.Rows);
        if (format is FileFormat.Csv)
        {
            var usual = FileFormats.Unpacked(name).EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
            json.WriteString("delimiter", (dataset.Delimiter ?? usual).ToString());
        }
    }

    private static void Write(Utf8JsonWriter json, ColumnDefinition column)
    {
        json.WriteStartObject(column.Name);
        WriteText(json, "made_from", column.DerivedFrom);
        if (column.DerivedFrom is null)
        {
            json.WriteStartArray("path");
            WriteItems(json, column.Path);
            WritePathsInOrder(json, "or_path", column.OtherPaths);
        }

        WriteList(json, "was", column.Was.Take(1));

        json.WriteString("type", column.Type.ToString());
        WriteList(json, "format", column.Formats);
        WriteText(json, "zone", column.Zone?.Id);
        WriteList(json, "normalise", column.Normalise.Select(step => step.Word));
        if (column.Required)
        {
            json.WriteBoolean("required", true);
        }

        if (!column.Tracked)
        {
            json.WriteBoolean("tracked", false);
        }

        json.WriteEndObject();
    }

    private static void WriteSkips(Utf8JsonWriter json, IReadOnlyList<SkipCondition> skips)
    {
        if (skips.Count == 0)
        {
            return;
        }

        json.WriteStartArray("skip_when");
        foreach (var skip in skips.OrderBy(skip => string.Join('\0', skip.Path), StringComparer.Ordinal).ThenBy(skip => skip.Value, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteStartArray("path");
            WriteItems(json, skip.Path);
            json.WriteString("value", skip.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePaths(Utf8JsonWriter json, string name, IReadOnlyList<IReadOnlyList<string>> paths) =>
        WritePathsInOrder(json, name, [.. paths.OrderBy(path => string.Join('\0', path), StringComparer.Ordinal)]);

    private static void WritePathsInOrder(Utf8JsonWriter json, string name, IReadOnlyList<IReadOnlyList<string>> paths)
    {
        if (paths.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var path in paths)
        {
            json.WriteStartArray();
            WriteItems(json, path);
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        var list = items.ToList();
        if (list.Count > 0)
        {
            json.WriteStartArray(name);
            WriteItems(json, list);
        }
    }

    private static void WriteItems(Utf8JsonWriter json, IEnumerable<string> items)
    {
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteChoice<T>(Utf8JsonWriter json, string name, T value, T usual)
        where T : struct, Enum
    {
        if (!EqualityComparer<T>.Default.Equals(value, usual))
        {
            json.WriteString(name, FeedWord.Of(value));
        }
    }
}
