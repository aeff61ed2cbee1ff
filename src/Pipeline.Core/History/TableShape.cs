using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History;

/// <summary>A file's datasets as their tables are: with the columns that were removed, and with the current names for former columns.</summary>
public sealed class TableShape
{
    private readonly IReadOnlyList<StoredTable> _tables;

    private TableShape(IReadOnlyList<StoredTable> tables, FeedFile file)
    {
        _tables = tables;
        File = new FeedFile(WithRemoved(tables, file.Root));
    }

    /// <summary>The file, each of its datasets with the columns that were removed from it: former versions are copied and replayed with all their columns.</summary>
    public FeedFile File { get; }

    /// <param name="audit">The warehouse.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="file">The file as it is declared now.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<TableShape> OfAsync(IAudit audit, string feed, FeedFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(file);
        return new TableShape(await audit.TablesAsync(feed, cancellationToken), file);
    }

    /// <summary>A dataset and its lists, each with the columns that were removed from it.</summary>
    /// <param name="tables">The feed's tables.</param>
    /// <param name="dataset">The dataset as it is declared now.</param>
    internal static DatasetDefinition WithRemoved(IReadOnlyList<StoredTable> tables, DatasetDefinition dataset) => dataset with
    {
        Removed =
        [
            .. tables.Where(table => table.Dataset == dataset.Name)
                .SelectMany(table => table.Columns)
                .Where(column => column.Role == ColumnRole.Removed && dataset.Columns.All(one => one.Name != column.Name))
                .Select(column => new ColumnDefinition { Name = column.Name, Path = [column.Name], Type = column.Type }),
        ],
        Lists = [.. dataset.Lists.Select(list => WithRemoved(tables, list))],
    };

    /// <summary>The definition that a night was read with, its columns under their current names in the table; hashes keep the former names.</summary>
    internal DatasetDefinition AsInTable(DatasetDefinition former, AcceptedNight night)
    {
        var table = _tables.First(one => one.Dataset == former.Name);
        var now = former.Columns.ToDictionary(column => column.Name, column => table.NameOf(night, column), StringComparer.Ordinal);
        return former with
        {
            Columns = [.. former.Columns.Select(column => column with
            {
                Name = now[column.Name],
                Was = [column.HashName],
                DerivedFrom = column.DerivedFrom is { } source ? now[source] : null,
            })],
            Key = [.. former.Key.Select(name => now[name])],
            OrderBy = former.OrderBy is { } order ? now[order] : null,
        };
    }
}
