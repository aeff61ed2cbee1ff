using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql;

namespace Pipeline.Engines.Sqlite;

/// <summary>A row of <c>gold.data_as_of</c> as the view in <c>gold.db</c> spells it out.</summary>
/// <remarks>Settable, because Dapper fills it from the published view by column name.</remarks>
internal sealed record SqliteDataAsOfRow
{
    public required string TableName { get; init; }

    public required string Feed { get; init; }

    public required string Night { get; init; }

    public required string PublishedAt { get; init; }

    public required string RunId { get; init; }

    public required string NextExpectedAt { get; init; }

    public required string Generation { get; init; }

    public string? BlockedReason { get; init; }

    public static SqliteDataAsOfRow Of(DataAsOf fact, string generation) => new()
    {
        TableName = fact.Table,
        Feed = fact.Feed,
        Night = Instants.Text(fact.Night),
        PublishedAt = Instants.Text(fact.PublishedAt.UtcDateTime),
        RunId = fact.RunId.ToString("D"),
        NextExpectedAt = Instants.Text(fact.NextExpectedAt),
        Generation = generation,
        BlockedReason = fact.BlockedReason,
    };

    /// <summary>The values as SQL literals; a view takes no parameters.</summary>
    public Dictionary<string, object> Literals() => new()
    {
        ["table_name"] = Literal(TableName),
        ["feed"] = Literal(Feed),
        ["night"] = Literal(Night),
        ["published_at"] = Literal(PublishedAt),
        ["run_id"] = Literal(RunId),
        ["next_expected_at"] = Literal(NextExpectedAt),
        ["generation"] = Literal(Generation),
        ["blocked_reason"] = BlockedReason is null ? "null" : Literal(BlockedReason),
    };

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
