namespace Pipeline.Engines.Sql.Gold;

/// <summary>A view of gold: the two tables that it stands on, and its columns.</summary>
internal sealed record GoldView(string Name, string First, string Second, IReadOnlyList<string> Columns)
{
    /// <summary>Whether a table is one of the two.</summary>
    public bool StandsOn(string table) => table == First || table == Second;
}
