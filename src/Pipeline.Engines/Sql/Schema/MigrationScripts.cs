using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Engines.Sql.Schema;

/// <summary>The numbered scripts of an engine, held against those that a warehouse has recorded.</summary>
internal sealed class MigrationScripts
{
    private const string Folder = "migrations/";

    private static readonly object NoBlanks = new();

    private readonly SqlLibrary _sql;

    public MigrationScripts(SqlLibrary sql)
    {
        _sql = sql;
        Names =
        [
            .. sql.Names
                .Where(file => file.StartsWith(Folder, StringComparison.Ordinal))
                .Select(file => file[Folder.Length..])
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The scripts' names, in the order in which they are run.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The text of a script, with the words that the engine writes by name.</summary>
    public string Text(string name) => _sql.Render(Folder + name, NoBlanks);

    /// <summary>The scripts that a warehouse has not had, in order.</summary>
    /// <exception cref="WarehouseIsNewerException">It has had scripts that are not among these.</exception>
    public IReadOnlyList<string> Missing(string warehouse, IReadOnlyCollection<string> recorded)
    {
        var unknown = recorded.Except(Names).Order(StringComparer.Ordinal).ToList();
        return unknown.Count == 0 ? [.. Names.Except(recorded)] : throw new WarehouseIsNewerException(warehouse, unknown);
    }

    /// <exception cref="WarehouseNotMigratedException">A script is missing.</exception>
    /// <exception cref="WarehouseIsNewerException">There are scripts that are not among these.</exception>
    public void Require(string warehouse, IReadOnlyCollection<string> recorded)
    {
        if (Missing(warehouse, recorded) is { Count: > 0 } missing)
        {
            throw new WarehouseNotMigratedException(warehouse, missing.Count, Names.Count);
        }
    }

    /// <summary>Every script, with those that were run now.</summary>
    public IReadOnlyList<MigrationScript> Outcome(IReadOnlyCollection<string> run) =>
        [.. Names.Select(name => new MigrationScript(name, run.Contains(name)))];
}
