using Pipeline.Core.Faults;
namespace Pipeline.Core.Deliveries.Sources;

/// <summary>The path of a file or folder inside a source: names with <c>/</c> between them.</summary>
public static class SourcePath
{
    /// <summary>The names in a path; none for the source's own folder.</summary>
    /// <exception cref="SourceMisconfiguredException">
    /// A name holds a control character (on FTP a line break in a name is a command of its own), is empty, or would leave the source (<c>..</c>).
    /// </exception>
    public static IReadOnlyList<string> Split(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
        {
            return [];
        }

        var names = path.Split('/');
        var problem = path.Any(char.IsControl) ? "holds a control character"
            : names.Any(string.IsNullOrEmpty) ? "holds an empty name"
            : names.Any(name => name is "." or "..") ? "leads out of the source"
            : null;
        return problem is null ? names : throw new SourceMisconfiguredException(
            new Fault
            {
                What = $"The path \"{Printable.Of(path)}\" {problem}.",
                Why = "It can't be asked for: a source is asked for plain names inside its own folder only.",
                Untouched = "Nothing was tried, nothing was changed.",
                Next = [NextStep.Run("Write another `file` in the feed file, then run", "validate")],
            });
    }
}
