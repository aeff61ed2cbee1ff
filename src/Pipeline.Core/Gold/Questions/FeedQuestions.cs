using System.Globalization;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Gold.Questions;

/// <summary>Asks a feed's questions, with their own parameters or somebody's.</summary>
/// <param name="library">The feed's gold.</param>
/// <param name="zone">The feed's time zone, in which days and times of parameters are meant.</param>
/// <param name="sql">The engine's words.</param>
/// <param name="night">The night that silver is as of.</param>
public sealed class FeedQuestions(GoldLibrary library, TimeZoneInfo zone, SqlLibrary sql, DateOnly? night)
{
    private const int SecondsPerMinute = 60;
    private const int SecondsPerHour = 3600;

    /// <summary>Asks every question.</summary>
    /// <param name="ask">Runs a SELECT of one number.</param>
    /// <param name="settings">Values for parameters by name, or null for the defaults.</param>
    /// <exception cref="QuestionParameterException">A setting names no parameter, or its text is not what the parameter takes.</exception>
    public async Task<IReadOnlyList<Answer>> AnswerAsync(
        Func<GoldQuestion, string, Task<decimal?>> ask, IReadOnlyDictionary<string, string>? settings)
    {
        ArgumentNullException.ThrowIfNull(ask);
        settings ??= new Dictionary<string, string>();
        var names = library.Questions.SelectMany(question => question.Parameters).Select(parameter => parameter.Name).ToHashSet();
        if (settings.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw QuestionParameterException.IsUnknown(unknown, names);
        }

        var answers = new List<Answer>();
        foreach (var question in library.Questions)
        {
            var found = await ask(question, Render(question, settings));
            decimal? value = found is { } number ? decimal.Round(number, question.Type.Scale, MidpointRounding.AwayFromZero) : null;
            answers.Add(new Answer(question.Id, question.Text, value, TextOf(question, value), question.Unit, night));
        }

        return answers;
    }

    /// <summary>One question as the engine takes it.</summary>
    /// <exception cref="QuestionParameterException">The text of a setting is not what its parameter takes.</exception>
    public string Render(GoldQuestion question, IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(question);
        return sql.RenderText(question.Sql, new QuestionLiterals(question, settings, zone, sql).Write);
    }

    private static string? TextOf(GoldQuestion question, decimal? value) => value is not { } number ? null : question.Format switch
    {
        AnswerFormat.Duration => Duration((long)decimal.Round(number, 0, MidpointRounding.AwayFromZero)),
        _ => number.ToString("0.############################", CultureInfo.InvariantCulture),
    };

    private static string Duration(long seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(seconds < 0 ? "-" : "")}{Math.Abs(seconds) / SecondsPerHour}:{Math.Abs(seconds) / SecondsPerMinute % SecondsPerMinute:00}:{Math.Abs(seconds) % SecondsPerMinute:00}");
}
