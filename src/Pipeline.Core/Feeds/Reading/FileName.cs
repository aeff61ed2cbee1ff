using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Says what is wrong with the name of a dataset's file.</summary>
internal static class FileName
{
    private static readonly DateOnly SomeNight = new(2021, 12, 1);

    /// <summary>What is wrong, or null.</summary>
    public static string? FindMistake(string file)
    {
        if (file.Any(char.IsControl))
        {
            return "holds a control character; take it out";
        }

        if (NightPlaceholder.FindStray(file) is { } stray)
        {
            return $"holds {Words.Quote(stray)}, which is no placeholder for the night; {NightPlaceholder.Grammar}";
        }

        var name = NightPlaceholder.Fill(file, SomeNight);
        if (name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Split('/').Any(part => part is "" or "." or ".."))
        {
            return "must lie below its source's folder; write a path without '..', '\\' or an empty part, and without '/' in front";
        }

        if (name.AsSpan().ContainsAny('*', '?'))
        {
            return "is a pattern; name one file, with the night's date where it stands: {night:yyyy-MM-dd}";
        }

        return FileFormats.Of(name) is null ? $"has an ending that does not say how to read it; the endings known are {FileFormats.Known}" : null;
    }
}
