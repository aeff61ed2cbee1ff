using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Parsing;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Asks the person at the terminal whether a record is to be erased.</summary>
internal static class Confirmation
{
    /// <param name="isAgreed">Whether the command line says so already.</param>
    /// <param name="terminal">Where it is asked; nobody is asked where nobody watches.</param>
    /// <param name="request">What is to be erased.</param>
    /// <exception cref="CommandException">Nobody has confirmed it.</exception>
    public static void Require(bool isAgreed, Terminal terminal, ForgetRecordRequest request)
    {
        if (isAgreed)
        {
            return;
        }

        if (terminal.IsInteractive && !Console.IsInputRedirected)
        {
            terminal.Note("What is erased can't be brought back. Type yes to erase it:");
            if (Console.ReadLine()?.Trim() == "yes")
            {
                return;
            }
        }

        throw new CommandException(new Fault
        {
            What = $"Nobody has confirmed that this record of {request.Dataset} is to be erased.",
            Why = "What is erased can't be brought back.",
            Untouched = "Nothing was written.",
            Next = [request.Step("If it is to be erased")],
        });
    }
}
