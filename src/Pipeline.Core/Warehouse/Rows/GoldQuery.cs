namespace Pipeline.Core.Warehouse.Rows;

/// <summary>A query of a feed's gold files, as a warehouse is asked whether it can run it.</summary>
/// <param name="File">The file as messages name it: <c>gold/daily_activity.sql</c>.</param>
/// <param name="Fills">The table that the query fills; null for a check or a question.</param>
/// <param name="Render">Writes the query in the engine's SQL; throws where a helper or a parameter is wrong.</param>
public sealed record GoldQuery(string File, GoldTable? Fills, Func<string> Render);
