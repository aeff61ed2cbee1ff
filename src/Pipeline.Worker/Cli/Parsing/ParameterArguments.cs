using Pipeline.Core.Faults;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>Reads the parameters of questions: <c>--set NAME=VALUE</c>, once for each.</summary>
internal static class ParameterArguments
{
    /// <summary>The values, by the parameters' names.</summary>
    /// <exception cref="CommandException">A text is not a name and a value, or a name is given twice.</exception>
    public static Dictionary<string, string> Parse(string feed, IReadOnlyList<string> texts)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value] || !parameters.TryAdd(name, value))
            {
                throw new CommandException(new Fault
                {
                    What = $"'{text}' is not a parameter with its value, or names one a second time; --set takes NAME=VALUE.",
                    Why = "A question with another value would answer something else, so no question was asked.",
                    Untouched = "Nothing was read or written.",
                    Next = [NextStep.Run("Write it like this", "answer", feed, "--set", "month=2022-01")],
                });
            }
        }

        return parameters;
    }
}
