using Pipeline.Core.Faults;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Demo;

/// <summary>Where the pipeline lies, with the sample nights and the feed that reads them.</summary>
/// <param name="Root">The repository's folder.</param>
internal sealed record DemoPlace(string Root)
{
    private const string LauncherName = "pipeline";

    /// <summary>The sample nights.</summary>
    public string Data => Path.Combine(Root, "data", "streaming");

    /// <summary>The folder of feeds.</summary>
    public string Feeds => Path.Combine(Root, "sql", "feeds");

    /// <summary>The launcher, as it is typed in the current directory.</summary>
    public string Launcher => Root == Directory.GetCurrentDirectory() ? $"./{LauncherName}" : Path.Combine(Root, LauncherName);

    /// <summary>Whether the program sqlite3 can be started.</summary>
    public static bool HasSqlite => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "sqlite3")));

    /// <summary>Finds it by what the launcher says, or else here.</summary>
    /// <exception cref="CommandException">The sample nights are in neither place.</exception>
    public static DemoPlace Find()
    {
        var root = Environment.GetEnvironmentVariable($"{SettingsLoader.Prefix}HOME") ?? Directory.GetCurrentDirectory();
        var place = new DemoPlace(Path.GetFullPath(root));
        return Directory.Exists(place.Data) && Directory.Exists(place.Feeds) ? place : throw new CommandException(
            new Fault
            {
                What = $"The sample nights are not at {place.Data}, or their feed is not at {place.Feeds}.",
                Why = "The demo has nothing to show without them.",
                Untouched = "Nothing was read or written.",
                Next = [NextStep.Run("Start it by the launcher in the repository", "demo")],
            });
    }
}
