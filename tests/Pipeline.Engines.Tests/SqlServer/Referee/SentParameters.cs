namespace Pipeline.Engines.Tests.SqlServer.Referee;

/// <summary>The parameters of the worker's statements, in the types in which the client sends them.</summary>
/// <remarks>
/// Dapper and SqlClient send a <c>string</c> as <c>nvarchar(4000)</c>, <c>byte[]</c> as <c>varbinary(8000)</c>, <c>long</c> as
/// <c>bigint</c>, <c>bool</c> as <c>bit</c>, <c>Guid</c> as <c>uniqueidentifier</c>. Nights and instants are sent as text, which the
/// server turns into the type of the column that they meet (data type precedence).
/// </remarks>
internal static class SentParameters
{
    private const string Text = "nvarchar(4000)";
    private const string Bytes = "varbinary(8000)";

    private static readonly Dictionary<string, string> Types = Of(
        ("bigint", "@accepted @back @bytes @changed @collapsed @deviations @elapsed_ms @gone @held @landed_found @landed_least @new @offending @open_after "
            + "@open_before @open_expected @open_found @quarantined @quarantined_found @record_no @records @refreshed @row_count @size_bytes @skipped "
            + "@token @unchanged @versions"),
        ("int", "@hours @position @rename_no @sequence @slot"),
        ("bit", "@absences_held @ends_in_newline @holds @is_latest @no @yes"),
        ("float", "@value"),
        ("decimal(38, 10)", "@limit"),
        ("uniqueidentifier", "@approval_id @erasure_id @run_id @superseded_by_run_id @verification_id"),
        (Bytes, "@change_id @definition_digest @delivery_id @digest @generation @hash @key_hash @range_from @range_to @sha256"),
        (Text, "@began_at @approved_at @erased_to @finished_at @instant @known_at @modified_at @next_expected_at @night @nominal_at @published_at "
            + "@received_at @recorded_at @started_at @superseded_at @valid_from @first @last"),
        (Text, "@answers @approved_by @blocked_reason @change @counts @dataset @decided_by @definition @detail @erased_by @fault @feed @feed_text @field "
            + "@file @findings @from @generation_text @guard @holder @message @missing_columns @name @outcome @question @question_id @raw @reason @role @sample @samples "
            + "@scope @severity @slot_table @source @state @step @subject @table @table_name @to @type @unit @unverified @value_text"));

    /// <summary>The type of a parameter; null where none has that name: it is a variable of the text.</summary>
    public static string? Find(string name) => Types.GetValueOrDefault(name);

    /// <summary>The type of a parameter.</summary>
    /// <exception cref="KeyNotFoundException">The parameter is new: add it here, in the type that C# sends.</exception>
    public static string TypeOf(string name) =>
        name is ['@', 'c', >= '0' and <= '9', ..] ? Text // a value of a key of the ledger, to find the row again
        : Types.TryGetValue(name, out var type) ? type : throw new KeyNotFoundException($"{name} is not in {nameof(SentParameters)}: add it in the type that is sent");

    private static Dictionary<string, string> Of(params (string Type, string Names)[] groups) => groups
        .SelectMany(group => group.Names.Split(' ').Select(name => (name, group.Type)))
        .ToDictionary(entry => entry.name, entry => entry.Type, StringComparer.Ordinal);
}
