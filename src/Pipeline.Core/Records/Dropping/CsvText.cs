using System.Text;
using Pipeline.Core.Records.Csv;

namespace Pipeline.Core.Records.Dropping;

/// <summary>Writes CSV records again without the fields that a feed drops; each kept field stays byte for byte.</summary>
internal static class CsvText
{
    /// <summary>The places of the fields that are kept, or null where none is dropped.</summary>
    public static int[]? KeptFields(CsvHeader header, IReadOnlyList<IReadOnlyList<string>> drop)
    {
        if (drop.Count == 0)
        {
            return null;
        }

        var dropped = drop.Select(CsvHeader.NameOf).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, header.Names.Count).Where(field => !dropped.Contains(header.Names[field]))];
    }

    /// <summary>The record that the source stands on, without its newline, with the kept fields only.</summary>
    public static string Join(CsvSource source, int[] kept)
    {
        var text = new StringBuilder();
        foreach (var field in kept)
        {
            text.Append(text.Length == 0 && field == kept[0] ? "" : source.Delimiter)
                .Append(Encoding.UTF8.GetString(source.Reader.GetRawSpan(field)));
        }

        return text.ToString();
    }
}
