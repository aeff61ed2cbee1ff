using System.Text.RegularExpressions;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>Reads <c>--source NAME=URL</c>. No message repeats the text, because a URL may contain a password.</summary>
internal static partial class SourceArguments
{
    private const string Untouched = "Nothing was received, and the warehouse is unchanged.";

    /// <summary>The sources of a command line.</summary>
    /// <exception cref="CommandException">A text is not written NAME=URL, or a name is given twice.</exception>
    public static SourceOverrides Parse(string feed, IReadOnlyList<string>? texts)
    {
        var urls = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts ?? [])
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } url] || !Name().IsMatch(name))
            {
                throw NotAnOverride(feed);
            }

            if (!urls.TryAdd(name, url))
            {
                throw Twice(feed, name);
            }
        }

        return new SourceOverrides(urls);
    }

    private static CommandException NotAnOverride(string feed) => new(new Fault
    {
        What = "--source takes NAME=URL: the name of a source of the feed, an equals sign, and a folder or a URL.",
        Why = "Without the name it is not clear which source is meant.",
        Untouched = Untouched,
        Next = [NextStep.Run("Write it like this", "run", feed, "--source", "vendor=FOLDER")],
    });

    private static CommandException Twice(string feed, string name) => new(new Fault
    {
        What = $"Source '{name}' is given twice.",
        Why = "It is not clear which of the two is meant.",
        Untouched = Untouched,
        Next = [NextStep.Run("Give it once", "run", feed, "--source", $"{name}=URL")],
    });

    [GeneratedRegex(@"^[A-Za-z0-9_-]+$")]
    private static partial Regex Name();
}
