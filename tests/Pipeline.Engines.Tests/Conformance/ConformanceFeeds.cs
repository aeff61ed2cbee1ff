namespace Pipeline.Engines.Tests.Conformance;

/// <summary>Parts of feed files, models and checks that several topics use.</summary>
internal static class ConformanceFeeds
{
    /// <summary>One dataset in mode full.</summary>
    public const string Things = """
          things:
            source: vendor
            file: things.json
            mode: full
            key: [id]
            columns: { id: text, v: integer, t: text }
        """;

    /// <summary>The columns of <see cref="Things"/>, for a test to replace.</summary>
    public const string Columns = "columns: { id: text, v: integer, t: text }";

    /// <summary>Fewer columns, in place of <see cref="Columns"/>.</summary>
    public const string SmallThings = "columns: { id: text, v: integer }";

    private const string Nested = """
          authors:
            source: vendor
            file: things.json
            mode: MODE
            key: [name]
            columns: { name: text, born: integer }
            lists:
              books:
                key: [title]
                columns: { title: text, pages: integer }
                lists:
                  awards: { key: [prize], columns: { prize: text, won: integer } }
        """;

    /// <summary>Authors with books with awards: lists over two levels.</summary>
    public static string NestedIn(string mode) => Nested.Replace("MODE", mode, StringComparison.Ordinal);

    /// <summary>A model of gold: one row.</summary>
    public const string Count = """
        -- One row says how many things there are.
        -- grain: one row
        -- reads: silver.things
        -- columns:
        --   things  integer  how many
        select count(*) as things from silver.things where {{is_true 'is_current'}}
        """;

    /// <summary>A check that finds a row when there are three things.</summary>
    public const string NoThree = """
        -- There are never three things.
        -- severity: SEVERITY
        select things from gold.thing_count where things = 3
        """;
}
