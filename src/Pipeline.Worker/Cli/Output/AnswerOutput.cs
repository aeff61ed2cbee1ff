using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows the answers to a feed's questions.</summary>
internal static class AnswerOutput
{
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
}
