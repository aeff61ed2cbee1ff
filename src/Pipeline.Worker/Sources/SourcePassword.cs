using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Worker.Sources;

/// <summary>The password of a source, and where it was looked for; never shown.</summary>
internal sealed class SourcePassword
{
    private SourcePassword(string? value, string place)
    {
        Value = value;
        Place = place;
    }

    /// <summary>The password, or null where the feed file names none.</summary>
    public string? Value { get; }

    /// <summary>Where it comes from, to follow "the password from".</summary>
    public string Place { get; }

    /// <summary>Takes the password from the environment (or the file that a variable of the same name with _FILE names) or from the file that the source names.</summary>
    /// <exception cref="SourceMisconfiguredException">It is not there, or can't be used.</exception>
    public static SourcePassword Of(SourceDefinition source)
    {
        if (source.PasswordEnv is { } variable)
        {
            if (Environment.GetEnvironmentVariable(variable) is null
                && Environment.GetEnvironmentVariable($"{variable}_FILE") is { Length: > 0 } named)
            {
                return OfFile(source, named); // as containers hand out secrets
            }

            var place = $"the environment variable {variable}";
            return Checked(source, place, Environment.GetEnvironmentVariable(variable), "is not set, or empty");
        }

        return source.PasswordFile is { } file
            ? OfFile(source, file)
            : new SourcePassword(null, "nowhere: the feed file names neither password_env nor password_file");
    }

    /// <summary>A text without the password, as it is or percent-encoded.</summary>
    public string Scrub(string text) => Value is null
        ? text
        : text.Replace(Value, "***", StringComparison.Ordinal)
            .Replace(Uri.EscapeDataString(Value), "***", StringComparison.Ordinal);

    private static SourcePassword OfFile(SourceDefinition source, string file)
    {
        var place = $"the file {Path.GetFullPath(file)}";
        try
        {
            return Checked(source, place, File.ReadAllText(file).TrimEnd('\r', '\n'), "is empty");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Missing(source, place, File.Exists(file) ? "can't be read" : "does not exist", fault);
        }
    }

    private static SourcePassword Checked(SourceDefinition source, string place, string? value, string emptiness) =>
        string.IsNullOrEmpty(value) ? throw Missing(source, place, emptiness, null)
        : value.Any(char.IsControl) ? throw Missing(source, place, "holds a control character, such as a line break", null)
        : new SourcePassword(value, place);

    private static SourceMisconfiguredException Missing(SourceDefinition source, string place, string problem, Exception? fault) => new(
        new Fault
        {
            What = $"The password of source '{source.Name}' was looked for in {place}, which {problem}.",
            Why = "Without it no file of this source can be received.",
            Untouched = "Nothing was tried, nothing was changed.",
            Next = [NextStep.Run("Put the password there, then run", "run", NextStep.Feed)],
        },
        fault);
}
