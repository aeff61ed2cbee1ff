namespace Pipeline.Core.Gold.Models;

/// <summary>Which datasets each table of gold is made of.</summary>
/// <param name="models">The feed's models.</param>
internal sealed class GoldLineage(IReadOnlyList<GoldModel> models)
{
    /// <summary>The datasets that a table is made of, directly or through other models; null for a table that is no model and is made of all of them.</summary>
    public IReadOnlySet<string>? DatasetsOf(string table) =>
        models.FirstOrDefault(model => model.Name == table) is { } model ? DatasetsOf(model) : null;

    private IReadOnlySet<string> DatasetsOf(GoldModel model) => model.Reads
        .SelectMany(read => read.Split('.') is ["silver", var dataset]
            ? [dataset]
            : models.Where(other => read == $"gold.{other.Name}").SelectMany(DatasetsOf))
        .ToHashSet();
}
