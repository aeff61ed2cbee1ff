using System.Globalization;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>One thing that is wrong in a feed file, and what to write instead.</summary>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Line">The line, from 1; 0 where the file as a whole is to blame.</param>
/// <param name="Message">What is wrong, and what to write.</param>
public sealed record FeedMistake(string File, int Line, string Message)
{
    public override string ToString() => Line == 0
        ? $"{File}: {Message}"
        : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}");
}
