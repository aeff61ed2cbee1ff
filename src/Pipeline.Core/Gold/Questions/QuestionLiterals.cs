using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Derivations;
using Pipeline.Core.Feeds.Values;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Gold.Questions;

/// <summary>Writes a question's parameters as literals: a checked value, in the engine's words.</summary>
internal sealed class QuestionLiterals(
    GoldQuestion question, IReadOnlyDictionary<string, string> settings, TimeZoneInfo zone, SqlLibrary sql)
{
    private const int DaysOfWeek = 7;

    /// <param name="kind">The helper: day, instant, number, text or text_match.</param>
    /// <param name="arguments">The parameters it names; a day may be a part of a month, as in <c>month.start</c>.</param>
    public string Write(string kind, IReadOnlyList<string> arguments) => kind switch
    {
        "day" => sql.Helper("date_literal", Text(Day(arguments[0]), Canonical.DateFormat)),
        "instant" => Instant(Day(arguments[0]), Time(arguments[1])),
        "number" => Number(arguments[0]).ToString(CultureInfo.InvariantCulture),
        "text" => Quoted(Value(arguments[0], ParameterKind.Text)),
        "text_match" => Quoted(Normalisation.Apply(
            Value(arguments[0], ParameterKind.Text), [Normalisation.Trim, Normalisation.Nfc, Normalisation.Casefold])),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private string Instant(DateOnly day, TimeOnly time)
    {
        var instant = LocalTime.ToUtc(day.ToDateTime(time), zone);
        return sql.Helper("instant_literal", instant.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
    }

    private DateOnly Day(string name)
    {
        if (name.Split('.') is not [var month, var part])
        {
            var date = Value(name, ParameterKind.Date);
            return DateOnly.TryParseExact(date, Canonical.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw QuestionParameterException.IsMalformed(Parameter(name, ParameterKind.Date), date);
        }

        var text = Value(month, ParameterKind.Month);
        if (!DateOnly.TryParseExact($"{text}-01", Canonical.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start))
        {
            throw QuestionParameterException.IsMalformed(Parameter(month, ParameterKind.Month), text);
        }

        return part switch
        {
            "start" => start,
            "end" => start.AddMonths(1),
            "last_week" => start.AddMonths(1).AddDays(-DaysOfWeek),
            _ => throw new ArgumentException($"questions/{question.Id}: a month has start, end and last_week, but no '{part}'", nameof(name)),
        };
    }

    private TimeOnly Time(string name)
    {
        var text = Value(name, ParameterKind.Time);
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw QuestionParameterException.IsMalformed(Parameter(name, ParameterKind.Time), text);
    }

    private decimal Number(string name)
    {
        var text = Value(name, ParameterKind.Decimal);
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw QuestionParameterException.IsMalformed(Parameter(name, ParameterKind.Decimal), text);
    }

    private string Value(string name, ParameterKind kind)
    {
        var parameter = Parameter(name, kind);
        return settings.TryGetValue(name, out var set) ? set : parameter.Default;
    }

    private QuestionParameter Parameter(string name, ParameterKind kind) =>
        question.Parameters.FirstOrDefault(parameter => parameter.Name == name && parameter.Kind == kind)
        ?? throw new ArgumentException(
            $"questions/{question.Id}: its text uses a {kind.ToString().ToLowerInvariant()} '{name}', which its header does not declare", nameof(name));

    private string Quoted(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("a text holds U+0000, which no engine takes", nameof(text))
        : sql.Helper("text_literal", text.Replace("'", "''", StringComparison.Ordinal));

    private static string Text(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
