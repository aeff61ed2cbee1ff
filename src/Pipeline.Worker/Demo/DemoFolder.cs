using Pipeline.Core.Faults;
using Pipeline.Worker.Cli.Parsing;

namespace Pipeline.Worker.Demo;

/// <summary>The folder that a demo works in: made by it, known by a marker, and emptied of nothing but what a demo makes.</summary>
internal static class DemoFolder
{
    private const string Marker = ".pipeline-demo";

    private static readonly string[] Made = ["bronze.db*", "silver.db*", "gold.db*", "ops.db*", "*.lock"];
    private static readonly string[] MadeFolders = ["archive", "work", "logs"];

    /// <summary>Makes the folder, or takes away what the last demo left in it.</summary>
    /// <exception cref="CommandException">There is a folder of that name that no demo has made.</exception>
    public static void Prepare(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(Path.Combine(folder, Marker)))
            {
                throw new CommandException(
                    new Fault
                    {
                        What = $"The folder {folder} is there already, and no demo has made it: it has no file {Marker}.",
                        Why = "A demo begins from scratch, and must not take away what somebody else has put there.",
                        Untouched = "Nothing was read or written.",
                        Next = [NextStep.Run("Name another folder", "demo", "--keep", "DIR")],
                    });
            }

            foreach (var file in Made.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)).ToList())
            {
                File.Delete(file);
            }

            foreach (var made in MadeFolders.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
            {
                Directory.Delete(made, recursive: true);
            }
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Marker), "Made by ./pipeline demo, which takes it away again when it is next run.\n");
    }
}
