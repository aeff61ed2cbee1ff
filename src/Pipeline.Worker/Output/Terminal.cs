using System.CommandLine;
using Pipeline.Worker.Commands;
using Spectre.Console;

namespace Pipeline.Worker.Output;

/// <summary>Where a command writes: results to standard output, faults and progress to standard error.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="isInteractive">Whether a person watches, so that tables have lines and progress moves.</param>
/// <param name="isVerbose">Whether faults say where they arose.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isInteractive, bool isVerbose)
{
    public bool IsInteractive => isInteractive;

    /// <summary>The terminal of a command line.</summary>
    public static Terminal Of(ParseResult parsed) => new(
        parsed.InvocationConfiguration.Output,
        parsed.InvocationConfiguration.Error,
        !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive,
        parsed.GetValue(CommonOptions.Verbose));

    /// <summary>Standard output, for a result that is written piece by piece.</summary>
    public TextWriter Output => output;

    public void WriteLine(string line = "") => output.WriteLine(line);

    public void Write(TextTable table) => table.Write(output, isInteractive);

    /// <summary>A line beside the result: progress, or a warning.</summary>
    public void Note(string line) => error.WriteLine(line);

    /// <summary>A fault, in its own words.</summary>
    public void Fail(Exception fault)
    {
        error.WriteLine(fault.Message.ReplaceLineEndings("\n"));
        if (isVerbose)
        {
            error.WriteLine();
            error.WriteLine(fault.ToString());
        }
    }
}
