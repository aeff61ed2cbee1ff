namespace Pipeline.Core.Feeds.Definitions;

/// <summary>How the bytes of a file are read.</summary>
public enum FileFormat
{
    /// <summary>Separated fields under a line of headers.</summary>
    Csv,

    /// <summary>An array of objects, objects one a line, or an array under a named property.</summary>
    Json,
}

/// <summary>Tells a file's format from its name.</summary>
public static class FileFormats
{
    /// <summary>The endings that say how a file is read, for messages.</summary>
    public const string Known = ".csv, .tsv, .txt (CSV) or .json, .jsonl, .ndjson (JSON), each also packed once, as .gz or .zip";

    /// <summary>The format that a file's ending tells, once <c>.gz</c> or <c>.zip</c> is taken off; null where it tells none.</summary>
    public static FileFormat? Of(string file) => Path.GetExtension(Unpacked(file)).ToUpperInvariant() switch
    {
        ".CSV" or ".TSV" or ".TXT" => FileFormat.Csv,
        ".JSON" or ".JSONL" or ".NDJSON" => FileFormat.Json,
        _ => null,
    };

    /// <summary>The file's name without the ending that says that it is packed.</summary>
    public static string Unpacked(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
            ? file[..file.LastIndexOf('.')]
            : file;
    }
}
