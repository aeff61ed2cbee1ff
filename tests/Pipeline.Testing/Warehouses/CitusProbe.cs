using System.Text.Json;
using Npgsql;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Testing.Warehouses;

/// <summary>A warehouse in a database of its own on a Citus cluster, into which every feed of a test is spread.</summary>
public sealed class CitusProbe(string? template = null) : PostgresProbe(CitusCluster.Shared, template)
{
    /// <inheritdoc/>
    /// <remarks>The tests may join what the worker may not: rows are sent to where they meet.</remarks>
    protected override string LookingConnectionString =>
        new NpgsqlConnectionStringBuilder(base.LookingConnectionString) { Options = "-c citus.enable_repartition_joins=on" }.ToString();

    public override Capability Capabilities => Capability.Copy;

    public override WarehouseProbe Copy()
    {
        Leave();
        return new CitusProbe(Database);
    }

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

    /// <inheritdoc/>
    /// <remarks>The column that places a record can't be null: the key's hash stands in.</remarks>
    public override string Forgot(string column) =>
        $"({column} is null or cast({column} as text) = encode(key_hash, 'hex'))";

    private static bool IsPlace(ColumnDefinition column) => column.Type.Kind is ColumnKind.Text or ColumnKind.Integer;
}
