using System.Text.RegularExpressions;

namespace Pipeline.Engines.Tests.SqlServer.Referee;

/// <summary>What the worker uses of the server's own views and procedures, in the letter case that the server has for it.</summary>
/// <remarks>
/// In a database with a case-sensitive collation, <c>information_schema.columns</c> is an invalid object name, and so is
/// <c>sys.Tables</c>. Sources: learn.microsoft.com/sql/relational-databases/system-catalog-views/ (sys-tables-transact-sql,
/// sys-columns-transact-sql, sys-indexes-transact-sql, sys-index-columns-transact-sql, sys-databases-transact-sql) and
/// learn.microsoft.com/sql/relational-databases/system-information-schema-views/columns-transact-sql and
/// learn.microsoft.com/sql/relational-databases/system-stored-procedures/ (sp-getapplock-transact-sql,
/// sp-releaseapplock-transact-sql, sp-rename-transact-sql).
/// </remarks>
internal static partial class SystemObjects
{
    /// <summary>The columns of each view that are used; each view is readable by everybody, for what he may see.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Views { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["sys.tables"] = ["name", "object_id", "schema_id", "create_date"],
        ["sys.columns"] = ["name", "object_id", "column_id", "max_length", "user_type_id", "is_identity"],
        ["INFORMATION_SCHEMA.COLUMNS"] = ["TABLE_SCHEMA", "TABLE_NAME", "COLUMN_NAME", "ORDINAL_POSITION", "DATA_TYPE", "CHARACTER_MAXIMUM_LENGTH"],
        ["sys.indexes"] = ["name", "object_id", "index_id"],
        ["sys.index_columns"] = ["object_id", "column_id", "index_id", "key_ordinal"],
        ["sys.databases"] = ["name", "database_id", "is_read_committed_snapshot_on", "recovery_model_desc"],
    };

    /// <summary>The parameters of each procedure. Everybody may call them; <c>sp_rename</c> only for what he may alter.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Procedures { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["sp_getapplock"] = ["@Resource", "@LockMode", "@LockOwner", "@LockTimeout", "@DbPrincipal"],
        ["sp_releaseapplock"] = ["@Resource", "@LockOwner", "@DbPrincipal"],
        ["sp_rename"] = ["@objname", "@newname", "@objtype"],
    };

    /// <summary>Whether a message of the model is about something that the server has and the model has not.</summary>
    public static bool Explains(string message)
    {
        if (Candidate().Matches(message) is { Count: > 0 } candidates)
        {
            return candidates.Any(one => Views.TryGetValue(NameOf(one), out var columns) && columns.Contains(one.Groups["column"].Value));
        }

        if (View().Match(message) is { Success: true } view)
        {
            return Views.TryGetValue(NameOf(view), out var columns)
                && (!view.Groups["column"].Success || columns.Contains(view.Groups["column"].Value));
        }

        return Procedure().Match(message) is { Success: true } procedure
            && Procedures.TryGetValue(procedure.Groups["name"].Value, out var parameters)
            && (!procedure.Groups["parameter"].Success || parameters.Contains(procedure.Groups["parameter"].Value));
    }

    private static string NameOf(Match view) => $"{view.Groups["schema"].Value}.{view.Groups["view"].Value}";

    // Where several views are joined, the model lists each that the column might be of.
    [GeneratedRegex(@"(?<=could refer to any of the following objects:.*)\[(?<schema>sys|INFORMATION_SCHEMA)\]\.\[(?<view>\w+)\]\.\[(?<column>\w+)\](?!::)")]
    private static partial Regex Candidate();

    [GeneratedRegex(@"unresolved reference to object \[(?<schema>sys|INFORMATION_SCHEMA)\]\.\[(?<view>\w+)\](?:\.\[(?<column>\w+)\])?\.$")]
    private static partial Regex View();

    [GeneratedRegex(@"unresolved reference to object \[dbo\]\.\[(?<name>sp_\w+)\](?:\.\[(?<parameter>@\w+)\])?\.$")]
    private static partial Regex Procedure();
}
