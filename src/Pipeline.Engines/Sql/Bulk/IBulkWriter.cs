using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Engines.Sql.Bulk;

/// <summary>Writes one row after another into one table, by the engine's bulk path.</summary>
/// <remarks>A column keeps its value from row to row until it is set again, and is null before.</remarks>
internal interface IBulkWriter
{
    /// <summary>Sets a column to a text, or to null.</summary>
    void Set(string column, string? text);

    /// <summary>Sets a column to a hash, or to null.</summary>
    void Set(string column, Hash128? hash);

    /// <summary>Sets a column to the identifier of a run.</summary>
    void SetId(string column, Guid id);

    /// <summary>Sets a column to a whole number.</summary>
    void Set(string column, long number);

    /// <summary>Sets a column to a night.</summary>
    void SetNight(string column, DateOnly night);

    /// <summary>Sets a column to an instant.</summary>
    void SetInstant(string column, DateTimeOffset instant);

    /// <summary>Sets a column to a text that is UTF-8 already.</summary>
    void SetText(string column, ReadOnlyMemory<byte> utf8);

    /// <summary>Sets a column to a canonical text as its type keeps it, or to null.</summary>
    void SetValue(string column, ColumnType type, string? canonical);

    /// <summary>Makes every column null.</summary>
    void Clear();

    /// <summary>Writes the row.</summary>
    void Run();
}
