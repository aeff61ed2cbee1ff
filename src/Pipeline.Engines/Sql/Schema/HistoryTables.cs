using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql.Schema;

/// <summary>Where the platform keeps its own records of history: beside the datasets' tables, in the same transaction (H33).</summary>
/// <remarks>
/// On servers a schema, <c>history.accepted_nights</c>. On SQLite a schema is a file and a transaction touches one file, so there it is
/// a prefix, <c>silver.history__accepted_nights</c>: no dataset's name holds <c>__</c> or is <c>history</c> (H30).
/// </remarks>
internal static class HistoryTables
{
    /// <summary>The word that the SQL files write: <c>{{history}}accepted_nights</c>.</summary>
    public const string Word = "history";

    /// <summary>The word's text on a server.</summary>
    public const string Schema = "history.";

    /// <summary>The word's text on SQLite.</summary>
    public const string Prefix = "silver.history__";

    /// <summary>A table as SQL writes it.</summary>
    public static string NameOf(SqlLibrary sql, string table) => sql.Word(Word) + table;

    /// <summary>The schema that a table is in, and its name there.</summary>
    public static (string Schema, string Table) Locate(SqlLibrary sql, string table) =>
        NameOf(sql, table).Split('.') is [var schema, var name] ? (schema, name) : throw new ArgumentException("A name has two parts.", nameof(sql));
}
