using System.CommandLine;
using Pipeline.Core.Faults;
using Pipeline.Worker.Cli.Parsing;
using Spectre.Console;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Where a command writes: results to standard output, faults and progress to standard error.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="isInteractive">Whether a person watches, so that tables have lines and progress moves.</param>
/// <param name="isVerbose">Whether faults say where they arose.</param>
/// <param name="flags">What commands in messages repeat of the command line.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isInteractive, bool isVerbose, GivenFlags flags)
{
    public bool IsInteractive => isInteractive;

    /// <summary>The terminal of a command line.</summary>
    public static Terminal Of(ParseResult parsed) => new(
        parsed.InvocationConfiguration.Output,
        parsed.InvocationConfiguration.Error,
        !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive,
        parsed.GetValue(CommonOptions.Verbose),
        GivenFlags.Of(parsed));

    /// <summary>Standard output, for a result that is written piece by piece.</summary>
    public TextWriter Output => output;

    public void WriteLine(string line = "") => output.WriteLine(line);

    public void Write(TextTable table) => table.Write(output, isInteractive);

    public void WriteLine(NextStep step) => output.WriteLine(Text(step));

    /// <summary>The command of a step as it is typed here: <c>./pipeline run streaming --warehouse …</c>, with the flags that were given.</summary>
    public string Command(NextStep step) => flags.Command(step);

    /// <summary>A step as a sentence with its command.</summary>
    public string Text(NextStep step) => WithNote(step.ToText(Command), [step]);

    /// <summary>A fault in its four parts, each command with the flags that were given.</summary>
    public string Text(Fault fault) => WithNote(fault.ToText(step => step.ToText(Command)), fault.Next);

    /// <summary>A step for JSON, its command with the flags that were given.</summary>
    public NextStepJson Json(NextStep step) => new(step.Advice, step.Verb, step.Arguments, step.Verb is null ? null : Command(step));

    /// <summary>A fault in its four parts for JSON; null for none.</summary>
    public FaultJson? Json(Fault? fault) =>
        fault is null ? null : new FaultJson(fault.What, fault.Why, fault.Untouched, fault.IsTransient, fault.Next.Select(Json));

    /// <summary>A line beside the result: progress, or a warning.</summary>
    public void Note(string line) => error.WriteLine(line);

    /// <summary>An empty line between two faults.</summary>
    public void NoteBlank() => error.WriteLine();

    /// <summary>Something beside the result that is not a failure of its own, in four parts.</summary>
    public void Note(Fault fault) => error.WriteLine(Text(fault));

    /// <summary>A fault, in its own words.</summary>
    public void Fail(PipelineException fault)
    {
        error.WriteLine(Text(fault.Fault));
        if (isVerbose)
        {
            error.WriteLine();
            error.WriteLine(Secrets.Mask(fault.ToString()));
        }
    }

    private string WithNote(string text, IEnumerable<NextStep> steps) => flags.NoteOn(steps) is { } note ? $"{text}\n{note}" : text;
}
