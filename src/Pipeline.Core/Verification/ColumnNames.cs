using Pipeline.Core.Feeds;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Verification;

/// <summary>Under which names a dataset's table has the columns of the definitions that nights were read with.</summary>
/// <remarks>
/// A name alone does not tell: a column may be renamed and removed since, and another be called as it once was. So what each
/// definition did to the table is told again, in the order in which runs came with them.
/// </remarks>
internal sealed class ColumnNames
{
    private readonly StoredTable _table;
    private readonly List<Column> _columns = [];
    private readonly Dictionary<DateOnly, Dictionary<string, Column>> _nights = [];

    /// <param name="table">The table as it is.</param>
    /// <param name="nights">The nights that the dataset has accepted.</param>
    /// <param name="definitions">The definitions that they were read with, each asked for before.</param>
    /// <param name="now">The dataset as the feed file says by now; null where it no longer names it.</param>
    public ColumnNames(StoredTable table, IEnumerable<AcceptedNight> nights, ReadDefinitions definitions, DatasetDefinition? now)
    {
        _table = table;
        foreach (var night in nights.OrderBy(night => BeganAt(night.RunId)).ThenBy(night => night.Night.Date))
        {
            if (definitions.Of(night) is { } definition)
            {
                Rename(definition, _ => true);
                _nights[night.Night.Date] = definition.Columns.ToDictionary(column => column.Name, Named, StringComparer.Ordinal);
            }
        }

        if (now is not null)
        {
            Rename(now, name => table.IndexOf(name) >= 0); // else it waits for the next night
        }

        FindOthers();
    }

    /// <summary>Where the table has a column of the definition that a night was read with, or -1.</summary>
    public int PlaceOf(DateOnly night, ColumnDefinition column) =>
        _nights.TryGetValue(night, out var columns) && columns.TryGetValue(column.Name, out var known) ? _table.IndexOf(known.Name) : -1;

    /// <summary>The names that a column of the table had before, oldest first.</summary>
    public IReadOnlyList<string> FormerOf(string name) =>
        _columns.Find(column => column.Name == name) is { } known ? [.. known.Former.Where(former => former != name).Distinct()] : [];

    // As a table is prepared for a night: all renames are told from the names that there were before.
    private void Rename(DatasetDefinition definition, Func<string, bool> isDone)
    {
        var renamed = definition.Columns
            .Where(column => _columns.TrueForAll(known => known.Name != column.Name) && isDone(column.Name))
            .Select(column => (Column: _columns.Find(known => column.Was.Contains(known.Name)), To: column.Name))
            .ToList();
        foreach (var (column, to) in renamed)
        {
            column?.Rename(to);
        }
    }

    private Column Named(ColumnDefinition column)
    {
        if (_columns.Find(one => one.Name == column.Name) is not { } known)
        {
            _columns.Add(known = new Column { Name = column.Name });
        }

        known.Type = column.Type;
        return known;
    }

    // No night was read under the name that a column has now: it is one of those that no night knows, in their order.
    private void FindOthers()
    {
        var unknown = _table.Columns
            .Where(stored => _columns.TrueForAll(known => known.Name != stored.Name))
            .OrderByDescending(stored => stored.Role == ColumnRole.Removed)
            .ToList();
        foreach (var column in _columns.Where(column => _table.IndexOf(column.Name) < 0))
        {
            if (unknown.Find(stored => stored.Type == column.Type || TypeWidening.IsPossible(column.Type!, stored.Type, out _)) is { } stored)
            {
                unknown.Remove(stored);
                column.Rename(stored.Name);
            }
        }
    }

    // The first 48 bits of a run's name are its time; several runs may begin in one millisecond.
    private static long BeganAt(Guid runId)
    {
        var bytes = runId.ToByteArray(bigEndian: true);
        return bytes.Take(6).Aggregate(0L, (time, next) => (time << 8) | next);
    }

    private sealed class Column
    {
        public required string Name { get; set; }

        public ColumnType? Type { get; set; }

        public List<string> Former { get; } = [];

        public void Rename(string to)
        {
            Former.Add(Name);
            Name = to;
        }
    }
}
