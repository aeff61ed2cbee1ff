using System.Data.Common;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Operations;

/// <summary>Answers a feed's business questions from silver as it is now.</summary>
public sealed class AnswerQuestions(FeedFolder feeds, IWarehouse warehouse)
{
    /// <summary>Asks every question.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="parameters">Values for parameters by their names; the others have the defaults of their files.</param>
    /// <param name="cancellationToken">Stops between two questions.</param>
    /// <exception cref="RefusedException">The feed has no questions, no night of it is accepted, or a question could not be asked.</exception>
    /// <exception cref="QuestionParameterException">A name is no parameter, or its value is not what the parameter takes.</exception>
    public async Task<IReadOnlyList<Answer>> RunAsync(
        string feed, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        var definition = feeds.Read(feed);
        var library = GoldLibrary.Read(definition, warehouse.Traits.Name);
        if (library.Questions.Count == 0)
        {
            throw NoQuestions(definition);
        }

        var accepted = await warehouse.Silver.AcceptedAsync(feed, cancellationToken);
        if (accepted.Count == 0)
        {
            throw NoNight(feed);
        }

        // As the published answers do: the oldest of the datasets' newest nights.
        var night = accepted.GroupBy(n => n.Dataset).Min(nights => nights.Max(n => n.Night.Date));
        return await new FeedQuestions(library, definition.Schedule.Zone, warehouse.Sql, night)
            .AnswerAsync((question, sql) => AskAsync(feed, question, sql, cancellationToken), parameters);
    }

    private async Task<decimal?> AskAsync(string feed, GoldQuestion question, string sql, CancellationToken cancellationToken)
    {
        try
        {
            return await warehouse.Gold.AskAsync(sql, cancellationToken);
        }
        catch (DbException fault)
        {
            throw new RefusedException(
                new Fault
                {
                    What = $"Question {question.Id} of feed '{feed}' could not be asked: {fault.Message}",
                    Why = "A table that it reads may not exist before every dataset has had its first night.",
                    Untouched = "Nothing was written.",
                    Next = [NextStep.Run("See what is accepted", "status", feed)],
                },
                ExitCode.Failed,
                fault);
        }
    }

    private static RefusedException NoQuestions(FeedDefinition feed) => new(new Fault
    {
        What = $"Feed '{feed.Name}' has no questions: there is no file in {Path.Combine(feed.Folder, "questions")}.",
        Why = "A question is a SELECT of one number with a header that says what it means.",
        Untouched = "Nothing was read or written.",
        Next = [NextStep.Run("Write one as sql/feeds/streaming/questions shows, then run", "validate", feed.Name)],
    });

    private static RefusedException NoNight(string feed) => new(new Fault
    {
        What = $"No night of feed '{feed}' is accepted yet.",
        Why = "There is nothing to answer its questions with.",
        Untouched = "Nothing was written.",
        Next = [NextStep.Run("Run a night first", "run", feed)],
    });
}
