using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Gold.Questions;

/// <summary>A business question whose answer is one number.</summary>
public sealed record GoldQuestion
{
    /// <summary>Its number, as the file's name begins: <c>01</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The question in words.</summary>
    public required string Text { get; init; }

    /// <summary>What the number counts: <c>percent</c>, <c>users</c>, <c>seconds</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The type and scale of the number.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>How the number is written for people.</summary>
    public required AnswerFormat Format { get; init; }

    /// <summary>The parameters, with their defaults.</summary>
    public required IReadOnlyList<QuestionParameter> Parameters { get; init; }

    /// <summary>A SELECT of one column <c>value</c>, helpers not yet rendered.</summary>
    public required string Sql { get; init; }
}

/// <summary>How an answer is written for people.</summary>
public enum AnswerFormat
{
    /// <summary>Plain digits.</summary>
    Number,

    /// <summary>Seconds as h:mm:ss.</summary>
    Duration,
}

/// <summary>A parameter of a question.</summary>
/// <param name="Name">Its name, as <c>--set</c> takes it.</param>
/// <param name="Kind">What its text must be.</param>
/// <param name="Default">The text that stands when nobody says otherwise.</param>
public sealed record QuestionParameter(string Name, ParameterKind Kind, string Default);

/// <summary>What the text of a parameter must be.</summary>
public enum ParameterKind
{
    /// <summary>yyyy-MM.</summary>
    Month,

    /// <summary>yyyy-MM-dd.</summary>
    Date,

    /// <summary>HH:mm.</summary>
    Time,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>A number.</summary>
    Decimal,
}
