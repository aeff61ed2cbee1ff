using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Records.Unpacking;

/// <summary>How a delivered file is packed and written, as its name tells.</summary>
/// <param name="Packing">What is around it.</param>
/// <param name="Layout">How its records are written; null where the name does not tell.</param>
/// <param name="InnerName">The name without its packing.</param>
internal sealed record DeliveryFormat(Packing Packing, Layout? Layout, string InnerName)
{
    public static DeliveryFormat Of(string fileName)
    {
        var packing = fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Packing.Gzip
            : fileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? Packing.Zip
            : Packing.None;
        var inner = packing is Packing.None ? fileName : fileName[..fileName.LastIndexOf('.')];
        return new DeliveryFormat(packing, LayoutOf(inner), inner);
    }

    /// <summary>The layout that the dataset's own words tell where the name does not.</summary>
    /// <exception cref="UnusableDeliveryException">Neither tells.</exception>
    public Layout LayoutFor(DatasetDefinition dataset, string fileName) =>
        Layout ?? (dataset.Delimiter is not null ? Unpacking.Layout.Csv
            : dataset.Rows.Count > 0 || dataset.Lists.Count > 0 ? Unpacking.Layout.Json
            : throw DeliveryFaults.UnknownFormat(fileName));

    public static Layout? LayoutOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" or ".txt" => Unpacking.Layout.Csv,
        ".tsv" => Unpacking.Layout.Tsv,
        ".json" or ".jsonl" or ".ndjson" => Unpacking.Layout.Json,
        _ => null,
    };
}

/// <summary>What a file is packed in.</summary>
internal enum Packing
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One or more gzip members.</summary>
    Gzip,

    /// <summary>A zip file of which one file is read.</summary>
    Zip,
}

/// <summary>How a file's records are written.</summary>
internal enum Layout
{
    /// <summary>Fields with commas between them, unless the dataset says otherwise.</summary>
    Csv,

    /// <summary>Fields with tabs between them, unless the dataset says otherwise.</summary>
    Tsv,

    /// <summary>A JSON array, or a JSON object a line.</summary>
    Json,
}
