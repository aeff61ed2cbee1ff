using System.Text.Json;
using Pipeline.Core.Feeds;

namespace Pipeline.Testing.Warehouses;

/// <summary>A warehouse in a database of its own on a Citus cluster, into which every feed of a test is spread.</summary>
public sealed class CitusProbe(string? template = null) : PostgresProbe(CitusCluster.Shared, template)
{
    public override WarehouseProbe Copy() => new CitusProbe(Database);

    /// <inheritdoc/>
    /// <remarks>By the first key column of the first dataset; datasets without such a column are reference tables.</remarks>
    public override string? Distribution(FeedDefinition feed)
    {
        var column = feed.Datasets[0].Columns.FirstOrDefault(c => feed.Datasets[0].Key.Contains(c.Name) && IsPlace(c));
        if (column is null)
        {
            return null;
        }

        var references = feed.Datasets
            .Where(dataset => !dataset.Key.Contains(column.Name) || dataset.Columns.First(c => c.Name == column.Name).Type != column.Type)
            .Select(dataset => JsonSerializer.Serialize(dataset.Name))
            .ToList();
        var reference = references.Count == 0 ? "" : $", reference: [{string.Join(", ", references)}]";
        return $"distribution: {{ column: {JsonSerializer.Serialize(column.Name)}{reference} }}\n";
    }

    private static bool IsPlace(ColumnDefinition column) => column.Type.Kind is not (ColumnKind.Real or ColumnKind.Boolean);
}
