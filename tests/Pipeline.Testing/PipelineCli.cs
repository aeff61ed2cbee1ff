using System.Diagnostics;

namespace Pipeline.Testing;

/// <summary>Runs the real worker as a process of its own, the way a person does.</summary>
public static class PipelineCli
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The repository's folder, found upwards from the test's own.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The built worker: beside the test that references it.</summary>
    public static string Worker { get; } = Path.Combine(AppContext.BaseDirectory, "pipeline.dll");

    /// <summary>Runs one command.</summary>
    /// <param name="folder">The current directory of the command.</param>
    /// <param name="environment">Variables to set; of those that begin with PIPELINE_ no other is there.</param>
    /// <param name="arguments">The arguments.</param>
    public static async Task<CliResult> RunAsync(
        string folder, IReadOnlyDictionary<string, string>? environment, params IReadOnlyList<string> arguments)
    {
        using var process = Start(folder, environment, arguments);
        return await EndAsync(process);
    }

    /// <summary>Runs one command without any variable set.</summary>
    public static Task<CliResult> RunAsync(string folder, params IReadOnlyList<string> arguments) => RunAsync(folder, null, arguments);

    /// <summary>Starts a command that is to be interfered with.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string>? environment, IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);

        // A shell that starts tests in the background makes them, and what they start, deaf to interrupts: env undoes that.
        IReadOnlyList<string> program = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,TERM", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(program[0], [.. program.Skip(1), Worker, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PIPELINE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_TieredPGO"] = "0"; // a command of a second or two does not live to see what profiling gains
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Waits for a command's end.</summary>
    public static async Task<CliResult> EndAsync(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new CliResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The command did not end within {Patience.TotalSeconds} s.");
        }
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no Pipeline.sln above {AppContext.BaseDirectory}.");
    }
}

/// <summary>What a command left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record CliResult(int ExitCode, string Output, string Error);
