using Pipeline.Core.Faults;

namespace Pipeline.Core.Gold.Questions;

/// <summary>A parameter of a question was given a name or a text that it does not take.</summary>
public sealed class QuestionParameterException : PipelineException
{
    private QuestionParameterException(Fault fault) : base(fault)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    public static QuestionParameterException IsUnknown(string name, IEnumerable<string> known) => new(
        new Fault
        {
            What = $"No question of this feed has a parameter '{name}'; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}.",
            Why = "A parameter that changes nothing is most likely a typing error, so no question was asked.",
            Untouched = "Nothing was read or written.",
            Next = [NextStep.Run("Write one of them, such as", "answer", NextStep.Feed, "--set", "month=2022-01")],
        });

    public static QuestionParameterException IsMalformed(QuestionParameter parameter, string text) => new(
        new Fault
        {
            What = $"'{text}' is no value for parameter '{parameter.Name}', which takes {Describe(parameter.Kind)}.",
            Why = "A question with another value would answer something else, so no question was asked.",
            Untouched = "Nothing was read or written.",
            Next = [NextStep.Run("Write it like its default", "answer", NextStep.Feed, "--set", $"{parameter.Name}={parameter.Default}")],
        });

    private static string Describe(ParameterKind kind) => kind switch
    {
        ParameterKind.Month => "a month, as yyyy-MM",
        ParameterKind.Date => "a date, as yyyy-MM-dd",
        ParameterKind.Time => "a time of day, as HH:mm",
        ParameterKind.Decimal => "a number, such as 0.5",
        _ => "a text",
    };
}
