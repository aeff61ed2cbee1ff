using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Engines.Sql.Bulk;

namespace Pipeline.Engines.SqlServer;

/// <summary>Keeps of rows only how long their texts are, in UTF-16 code units, which is what nvarchar counts.</summary>
internal sealed class SqlServerMeasure : IBulkWriter
{
    private readonly Dictionary<string, int> _longest = new(StringComparer.Ordinal);

    /// <summary>The length of a column's longest value; 0 where it has none.</summary>
    public int Longest(string column) => _longest.GetValueOrDefault(column);

    public void SetValue(string column, ColumnType type, string? canonical)
    {
        if (canonical is not null && type.Kind is ColumnKind.Text && canonical.Length > Longest(column))
        {
            _longest[column] = canonical.Length;
        }
    }

    public void Set(string column, string? text)
    {
    }

    public void Set(string column, Hash128? hash)
    {
    }

    public void SetId(string column, Guid id)
    {
    }

    public void Set(string column, long number)
    {
    }

    public void SetNight(string column, DateOnly night)
    {
    }

    public void SetInstant(string column, DateTimeOffset instant)
    {
    }

    public void SetText(string column, ReadOnlyMemory<byte> utf8)
    {
    }

    public void Clear()
    {
    }

    public void Run()
    {
    }
}
