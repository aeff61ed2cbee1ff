using System.Text;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads feed files: <c>&lt;feeds&gt;/&lt;feed&gt;/feed.yaml</c>.</summary>
public static class FeedReader
{
    /// <summary>What a feed file is called.</summary>
    public const string FileName = "feed.yaml";

    /// <summary>Reads and validates one feed.</summary>
    /// <exception cref="InvalidFeedException">The folder or file is missing, or holds mistakes: all of them at once.</exception>
    public static FeedDefinition Read(string feedsFolder, string feed)
    {
        ArgumentNullException.ThrowIfNull(feedsFolder);
        ArgumentNullException.ThrowIfNull(feed);
        var feeds = List(feedsFolder);
        if (!feeds.Contains(feed, StringComparer.Ordinal))
        {
            throw InvalidFeedException.IsMissing(feed, feedsFolder, feeds);
        }

        var folder = Path.Combine(feedsFolder, feed);
        var path = Path.Combine(folder, FileName);
        var mistakes = new Mistakes(FileName);
        var definition = Decode(File.ReadAllBytes(path), mistakes) is { } text
            ? new FeedFileReader(mistakes, feed, Path.GetFullPath(folder)).Read(text)
            : null;
        return definition ?? throw InvalidFeedException.HasMistakes(feed, path, mistakes.InLineOrder);
    }

    /// <summary>Reads a feed file again as it was when a night was read with it (H31).</summary>
    /// <param name="text">Its text.</param>
    /// <param name="feed">The feed's name.</param>
    /// <param name="folder">The feed's folder.</param>
    /// <exception cref="InvalidFeedException">This version of the pipeline no longer understands it.</exception>
    internal static FeedDefinition ReadText(string text, string feed, string folder)
    {
        var mistakes = new Mistakes(FileName);
        return new FeedFileReader(mistakes, feed, folder).Read(text)
            ?? throw InvalidFeedException.HasMistakes(feed, "the feed file that an accepted night was read with", mistakes.InLineOrder);
    }

    /// <summary>The names of the feeds in a folder, which are the folders in it that hold a <c>feed.yaml</c>, in ordinal order.</summary>
    /// <exception cref="InvalidFeedException">The folder does not exist.</exception>
    public static IReadOnlyList<string> List(string feedsFolder) => Directory.Exists(feedsFolder)
        ? [.. Directory.EnumerateDirectories(feedsFolder)
            .Where(folder => File.Exists(Path.Combine(folder, FileName)))
            .Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal)]
        : throw InvalidFeedException.HasNoFolder(feedsFolder);

    private static string? Decode(byte[] bytes, Mistakes mistakes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException fault)
        {
            var line = 1 + bytes.AsSpan(0, Math.Min(fault.Index, bytes.Length)).Count((byte)'\n');
            mistakes.Add(line, "the file is not UTF-8 here; save it as UTF-8");
            return null;
        }
    }
}
