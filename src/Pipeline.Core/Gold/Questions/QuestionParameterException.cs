using Pipeline.Core.Faults;

namespace Pipeline.Core.Gold.Questions;

/// <summary>A parameter of a question was given a name or a text that it does not take.</summary>
public sealed class QuestionParameterException : PipelineException
{
    private QuestionParameterException(string message) : base(message)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    public static QuestionParameterException IsUnknown(string name, IEnumerable<string> known) => new(
        $"""
        No question of this feed has a parameter '{name}'; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}.
        A parameter that changes nothing is most likely a slip of the pen, so no question was asked.
        Nothing was read or written.
        Write one of them, such as: ./pipeline answer FEED --set month=2022-01
        """);

    public static QuestionParameterException IsMalformed(QuestionParameter parameter, string text) => new(
        $"""
        '{text}' is no value for parameter '{parameter.Name}', which takes {Describe(parameter.Kind)}.
        A question with another value would answer something else, so no question was asked.
        Nothing was read or written.
        Write it like its default: ./pipeline answer FEED --set {parameter.Name}={parameter.Default}
        """);

    private static string Describe(ParameterKind kind) => kind switch
    {
        ParameterKind.Month => "a month, as yyyy-MM",
        ParameterKind.Date => "a date, as yyyy-MM-dd",
        ParameterKind.Time => "a time of day, as HH:mm",
        ParameterKind.Decimal => "a number, such as 0.5",
        _ => "a text",
    };
}
