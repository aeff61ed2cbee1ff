using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Verification;

namespace Pipeline.Core.History;

/// <summary>A file's datasets as their tables are: with the columns that were removed, and with today's names for the columns of then.</summary>
public sealed class TableShape
{
    private readonly IReadOnlyList<StoredTable> _tables;

    /// <param name="tables">The feed's tables.</param>
    /// <param name="dataset">The dataset at the top of a file, as it is declared now.</param>
    internal TableShape(IReadOnlyList<StoredTable> tables, DatasetDefinition dataset)
    {
        _tables = tables;
        Dataset = WithRemoved(dataset);
    }

    /// <summary>The dataset at the top and its lists, each with what was removed from it: versions of then are copied and told again with all that they have.</summary>
    public DatasetDefinition Dataset { get; }

    /// <param name="audit">The warehouse.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="dataset">The dataset at the top of a file, as it is declared now.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<TableShape> OfAsync(IAudit audit, string feed, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(dataset);
        return new TableShape(await audit.TablesAsync(feed, cancellationToken), dataset);
    }

    /// <summary>The definition that a night was read with, its columns by the names that the table has for them now; hashes know them as before.</summary>
    internal DatasetDefinition AsInTable(DatasetDefinition then, AcceptedNight night)
    {
        var table = _tables.First(one => one.Dataset == then.Name);
        var now = then.Columns.ToDictionary(column => column.Name, column => table.NameOf(night, column), StringComparer.Ordinal);
        return then with
        {
            Columns = [.. then.Columns.Select(column => column with
            {
                Name = now[column.Name],
                Was = [column.HashName],
                DerivedFrom = column.DerivedFrom is { } source ? now[source] : null,
            })],
            Key = [.. then.Key.Select(name => now[name])],
            OrderBy = then.OrderBy is { } order ? now[order] : null,
        };
    }

    private DatasetDefinition WithRemoved(DatasetDefinition dataset) => dataset with
    {
        Removed =
        [
            .. _tables.Where(table => table.Dataset == dataset.Name)
                .SelectMany(table => table.Columns)
                .Where(column => column.Role == ColumnRole.Removed && dataset.Columns.All(one => one.Name != column.Name))
                .Select(column => new ColumnDefinition { Name = column.Name, Path = [column.Name], Type = column.Type }),
        ],
        Lists = [.. dataset.Lists.Select(WithRemoved)],
    };
}
