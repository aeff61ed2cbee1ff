using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sql.Gold;

/// <summary>The two tables that stand behind a gold view, one per slot.</summary>
/// <remarks>
/// Their names hold a digest of their columns: a model whose columns change gets tables of its own, and those that readers
/// have open are left alone.
/// </remarks>
internal sealed record GoldSlot
{
    private const int DigestDigits = 8;

    private readonly string _shape;

    private readonly GoldTable _table;

    /// <param name="table">The table as readers know it.</param>
    public GoldSlot(GoldTable table)
    {
        _table = table;
        var shape = string.Join('\n', table.Columns.Select(column => $"{column.Name} {column.Type}")) + "\n\n" + string.Join('\n', table.Grain);
        _shape = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shape)))[..DigestDigits];
    }

    /// <summary>The view in gold.</summary>
    public string View => _table.Name;

    public IReadOnlyList<GoldColumn> Columns => _table.Columns;

    /// <summary>The table of slot 1 or 2.</summary>
    public string Table(int slot) =>
        GeneratedNames.Of(View, string.Create(CultureInfo.InvariantCulture, $"__{_shape}_{slot}"));

    /// <summary>What the templates know of the table of slot 1 or 2.</summary>
    public Dictionary<string, object> Model(int slot, Dialect dialect) => GoldQueries.Model(_table with { Name = Table(slot) }, dialect);

    /// <summary>The view over the two.</summary>
    public GoldView ToView() => new(View, Table(1), Table(2), [.. Columns.Select(column => column.Name)]);

    /// <summary>The table of the other slot, by the name of this one's.</summary>
    public static string Sibling(string table, int slot) =>
        string.Create(CultureInfo.InvariantCulture, $"{table[..^1]}{Other(slot)}");

    /// <summary>The other of the two slots.</summary>
    public static int Other(int slot) => 3 - slot;
}
