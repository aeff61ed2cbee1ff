using Microsoft.Extensions.Logging;
using Pipeline.Core.Faults;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights.Steps;

/// <summary>Writes into <c>gold.data_as_of</c> why published tables do not represent this night.</summary>
internal sealed class GoldNotice(RunContext run, IGoldStore gold, ILogger logger)
{
    /// <summary>Writes a reason beside each table that is behind this night, or that represents a night that was withdrawn.</summary>
    /// <remarks>Tables as of this night or a newer one keep what they say: an old night that is run again does not make them older.</remarks>
    /// <param name="reasonOf">The reason by table; null for none.</param>
    /// <param name="cancellationToken">Stops before it is written.</param>
    public async Task WriteAsync(Func<string, string?> reasonOf, CancellationToken cancellationToken)
    {
        var tables = await gold.AsOfAsync(run.Feed.Name, cancellationToken);
        var newest = tables.All(table => table.Night < run.Night.Date) ? run.Night.Date : run.Accepted.Newest.GetValueOrDefault();
        var reasons = tables
            .Where(table => table.Night < run.Night.Date || table.Night > newest)
            .Select(table => (table.Table, Reason: reasonOf(table.Table), table.BlockedReason))
            .Where(table => table.Reason is not null && table.Reason != table.BlockedReason)
            .ToDictionary(table => table.Table, table => table.Reason!);
        if (reasons.Count > 0)
        {
            await gold.BlockAsync(run.Feed.Name, reasons, cancellationToken);
        }
    }

    /// <summary>Writes what went wrong. It never throws: it is called where another fault is reported already.</summary>
    public async Task SayWhyAsync(Exception fault)
    {
        if (fault is OperationCanceledException or LeaseLostException)
        {
            return; // whoever stopped the run knows, and whoever took the lease is at work
        }

        try
        {
            await WriteAsync(_ => Fault.SummaryOf(fault), CancellationToken.None);
        }
        catch (Exception second)
        {
            logger.Warned(run.Feed.Name, run.Night.Name, $"gold.data_as_of could not say why gold is unchanged: {second.Message}");
        }
    }
}
