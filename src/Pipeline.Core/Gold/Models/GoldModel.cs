using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Gold.Models;

/// <summary>One gold table: the SELECT that fills it, and what its header says of it.</summary>
public sealed record GoldModel
{
    /// <summary>The table's name, which is the file's.</summary>
    public required string Name { get; init; }

    /// <summary>What one row is, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The columns that make a row unique; none where the table has exactly one row.</summary>
    public required IReadOnlyList<string> Grain { get; init; }

    /// <summary>The tables it reads: <c>silver.movies</c>, <c>gold.daily_activity</c>.</summary>
    public required IReadOnlyList<string> Reads { get; init; }

    /// <summary>The columns in the order of the SELECT.</summary>
    public required IReadOnlyList<GoldColumn> Columns { get; init; }

    /// <summary>The table that it fills.</summary>
    public GoldTable Table => new(Name, Columns, Grain);

    /// <summary>The SELECT, helpers not yet rendered.</summary>
    public required string Sql { get; init; }
}
