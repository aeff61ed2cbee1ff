using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Parsing;

namespace Pipeline.Worker.Cli.Commands;

/// <summary>Whether a dataset's table is what its feed file says: a change is carried out by a night or a migration, not by whoever reads.</summary>
internal static class TableFit
{
    /// <exception cref="CommandException">The table lacks columns that the feed file names.</exception>
    public static async Task RequireAsync(IWarehouse warehouse, string feed, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        var table = (await warehouse.Audit.TablesAsync(feed, cancellationToken)).FirstOrDefault(one => one.Dataset == dataset.Name);
        var lacking = table is null ? [] : dataset.Columns.Where(column => table.IndexOf(column.Name) < 0).Select(column => column.Name).ToList();
        if (lacking.Count > 0)
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"""
                The feed file of '{feed}' names {lacking.Count} column(s) that silver.{dataset.Name} does not have yet: {string.Join(", ", lacking)}.
                They are made by the next night or by a migration; until then nothing can be read under these names.
                Nothing was written.
                See what the change means, then carry it out: ./pipeline migrate {feed} --dry-run
                """));
        }
    }
}
