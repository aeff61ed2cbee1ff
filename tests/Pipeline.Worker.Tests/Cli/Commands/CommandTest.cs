using System.Text.RegularExpressions;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary>A test of commands over the smallest of feeds, in a folder of its own.</summary>
public abstract partial class CommandTest : IDisposable
{
    private protected TempFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<CliResult> RunAsync(params IReadOnlyList<string> arguments) => Scrubbed(await PipelineCli.RunAsync(Folder.Path, arguments));

    private protected async Task<CliResult> SucceedAsync(params IReadOnlyList<string> arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}: {result.Error}");
        return result;
    }

    /// <summary>A command that writes nothing but this message, and ends with this code.</summary>
    private protected async Task RefusesAsync(int exitCode, string message, params IReadOnlyList<string> arguments)
    {
        var result = await RunAsync(arguments);
        Assert.Equal(message, result.Error.TrimEnd());
        Assert.Equal("", result.Output);
        Assert.Equal(exitCode, result.ExitCode);
    }

    // What differs from run to run: the folder, and how long things took.
    private protected CliResult Scrubbed(CliResult result) => new(result.ExitCode, Scrubbed(result.Output), Scrubbed(result.Error));

    private string Scrubbed(string text) => Seconds().Replace(text.Replace(Folder.Path, "FOLDER", StringComparison.Ordinal), "SECONDS");

    [GeneratedRegex(@"\d+\.\d+ s\b")]
    private static partial Regex Seconds();
}
