using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Warehouse.Rows;

/// <summary>The columns of <c>gold.answers</c>, which is filled from the feeds' questions; each feed writes its own rows.</summary>
public static class AnswersTable
{
    /// <summary>The table's name.</summary>
    public const string Name = "answers";

    /// <summary>The table: one row per feed and question.</summary>
    public static GoldTable Table { get; } = new(Name,
    [
        new("feed", new ColumnType(ColumnKind.Text), "the feed whose question it is"),
        new("question_id", new ColumnType(ColumnKind.Text), "the question's number"),
        new("question", new ColumnType(ColumnKind.Text), "the question in words"),
        new("value", new ColumnType(ColumnKind.Real), "the answer; null where there is nothing to answer with"),
        new("value_text", new ColumnType(ColumnKind.Text), "the answer as people write it"),
        new("unit", new ColumnType(ColumnKind.Text), "what the answer counts"),
        new("night", new ColumnType(ColumnKind.Date), "the night that the answer is as of"),
    ],
    ["feed", "question_id"]);
}
