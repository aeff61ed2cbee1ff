namespace Pipeline.Core.Warehouse.Rows;

/// <summary>A setting of a database without which something is not promised.</summary>
/// <param name="What">The setting and its state.</param>
/// <param name="Why">What is not promised.</param>
/// <param name="Statement">The SQL that sets it, for the database's owner.</param>
public sealed record SettingAdvice(string What, string Why, string Statement);
