using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>answer</c>: asks a feed's questions of silver as it is now.</summary>
internal sealed class AnswerCommand : PipelineCommand
{
    private static readonly Option<string[]> Set = new("--set")
    {
        HelpName = "NAME=VALUE",
        Description = "Ask with another value of a parameter; may be given for each parameter. The defaults stand in the questions' files.",
    };

    public AnswerCommand() : base("answer", "Answer a feed's business questions from everything that is accepted.")
    {
        Add(CommonOptions.Feed);
        Add(Set);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline answer streaming",
        "./pipeline answer streaming --set month=2022-01",
        "./pipeline answer streaming --json",
    ];

    /// <summary>Asks every question.</summary>
    public static async Task<IReadOnlyList<Answer>> AskAsync(
        FeedDefinition feed, IWarehouse warehouse, IReadOnlyDictionary<string, string>? parameters, CancellationToken cancellationToken)
    {
        var library = GoldLibrary.Read(feed, warehouse.Traits.Name);
        var accepted = await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken);
        if (library.Questions.Count == 0 || accepted.Count == 0)
        {
            throw NothingToAsk(feed, accepted.Count > 0);
        }

        // As the published answers do: the oldest of the nights that the datasets stand for.
        var night = accepted.GroupBy(n => n.Dataset).Min(nights => nights.Max(n => n.Night.Date));
        return await new FeedQuestions(library, feed.Schedule.Zone, warehouse.Sql, night)
            .AnswerAsync((question, sql) => AskAsync(feed, warehouse, question, sql, cancellationToken), parameters);
    }

    /// <summary>The answers as a table.</summary>
    public static TextTable Table(IReadOnlyList<Answer> answers)
    {
        var table = new TextTable("id", "question", ">answer", "unit");
        foreach (var answer in answers)
        {
            table.Add(answer.QuestionId, answer.Question, answer.ValueText ?? "none", answer.Unit);
        }

        return table;
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var feed = FeedReader.Read(
            host.Services.GetRequiredService<PipelineSettings>().FeedsFolder, parsed.GetRequiredValue(CommonOptions.Feed));
        var answers = await AskAsync(
            feed, host.Services.GetRequiredService<IWarehouse>(), Parameters(feed, parsed.GetValue(Set) ?? []), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(answers));
        }
        else
        {
            terminal.Write(Table(answers));
            terminal.WriteLine($"as of night {NightRange.Name(answers[0].Night!.Value)}");
        }

        return ExitCode.Done;
    }

    private static Dictionary<string, string> Parameters(FeedDefinition feed, IReadOnlyList<string> texts)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value] || !parameters.TryAdd(name, value))
            {
                throw new CommandException(
                    $"""
                    '{text}' is no parameter with its value, or names one a second time; --set takes NAME=VALUE.
                    A question with another value would answer something else, so no question was asked.
                    Nothing was read or written.
                    Write it like this: ./pipeline answer {feed.Name} --set month=2022-01
                    """);
            }
        }

        return parameters;
    }

    private static async Task<decimal?> AskAsync(
        FeedDefinition feed, IWarehouse warehouse, GoldQuestion question, string sql, CancellationToken cancellationToken)
    {
        try
        {
            return await warehouse.Gold.AskAsync(sql, cancellationToken);
        }
        catch (DbException fault)
        {
            throw new CommandException(
                $"""
                Question {question.Id} of feed '{feed.Name}' could not be asked: {fault.Message}
                A table that it reads may not be there before every dataset has had its first night.
                Nothing was written.
                See what is accepted: ./pipeline status {feed.Name}
                """,
                ExitCode.Failed,
                fault);
        }
    }

    private static CommandException NothingToAsk(FeedDefinition feed, bool isLoaded) => isLoaded
        ? new CommandException(
            $"""
            Feed '{feed.Name}' has no questions: there is no file in {Path.Combine(feed.Folder, "questions")}.
            A question is a SELECT of one number with a header that says what it means.
            Nothing was read or written.
            Write one as sql/feeds/streaming/questions shows, then run: ./pipeline validate {feed.Name}
            """)
        : new CommandException(
            $"""
            No night of feed '{feed.Name}' is accepted yet.
            There is nothing to answer its questions with.
            Nothing was written.
            Run a night first: ./pipeline run {feed.Name}
            """);
}
