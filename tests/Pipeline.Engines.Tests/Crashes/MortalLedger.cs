using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Checks;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Tests.Crashes;

/// <summary>The ledger of a warehouse under a process that dies.</summary>
internal sealed class MortalLedger(ILedger inner, MortalWarehouse warehouse) : ILedger
{
    public Task<Night> ExpectAsync(FeedDefinition feed, DateOnly date, CancellationToken cancellationToken) =>
        Alive().ExpectAsync(feed, date, cancellationToken);

    public Task BeginRunAsync(RunRecord run, CancellationToken cancellationToken) => Alive().BeginRunAsync(run, cancellationToken);

    public Task EndRunAsync(RunRecord run, CancellationToken cancellationToken) => Alive().EndRunAsync(run, cancellationToken);

    public Task AddStepAsync(StepRecord step, CancellationToken cancellationToken) => Alive().AddStepAsync(step, cancellationToken);

    public Task AddDeliveryAsync(Arrival arrival, IReadOnlyList<string> unknownFields, CancellationToken cancellationToken) =>
        Alive().AddDeliveryAsync(arrival, unknownFields, cancellationToken);

    public Task AddSchemaChangesAsync(Arrival arrival, string change, IReadOnlyList<string> fields, CancellationToken cancellationToken) =>
        Alive().AddSchemaChangesAsync(arrival, change, fields, cancellationToken);

    public Task AddCheckAsync(Guid runId, CheckResult result, CancellationToken cancellationToken) =>
        Alive().AddCheckAsync(runId, result, cancellationToken);

    public Task<string?> WithheldAsync(string feed, CancellationToken cancellationToken) => Alive().WithheldAsync(feed, cancellationToken);

    public Task WithholdAsync(string feed, string? generation, CancellationToken cancellationToken) =>
        Alive().WithholdAsync(feed, generation, cancellationToken);

    public Task<IReadOnlyList<string>> FeedsAsync(CancellationToken cancellationToken) => Alive().FeedsAsync(cancellationToken);

    public Task<IReadOnlyList<NightRecord>> NightsAsync(string feed, CancellationToken cancellationToken) =>
        Alive().NightsAsync(feed, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> DigestsBeforeAsync(string feed, Night night, CancellationToken cancellationToken) =>
        Alive().DigestsBeforeAsync(feed, night, cancellationToken);

    public Task<IReadOnlyList<QuarantinedRow>> QuarantineAsync(string feed, DateOnly night, CancellationToken cancellationToken) =>
        Alive().QuarantineAsync(feed, night, cancellationToken);

    private ILedger Alive()
    {
        warehouse.Live();
        return inner;
    }
}
