using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>What happened, in the <c>ops</c> schema: for people and for <c>status</c>. Silver never depends on it.</summary>
public interface ILedger
{
    /// <summary>Notes that a night is expected, and every night between it and its neighbours that nobody ran, as missing (H20).</summary>
    /// <param name="feed">The feed, whose schedule gives the instant of a night that is noted for the first time.</param>
    /// <param name="date">The night's business date.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The night with the instant that was fixed when it was first expected (H2).</returns>
    Task<Night> ExpectAsync(FeedDefinition feed, DateOnly date, CancellationToken cancellationToken);

    /// <summary>Notes that a run begins.</summary>
    Task BeginRunAsync(RunRecord run, CancellationToken cancellationToken);

    /// <summary>Notes how a run ended, and the state of its night.</summary>
    Task EndRunAsync(RunRecord run, CancellationToken cancellationToken);

    /// <summary>Notes one finished step of a run.</summary>
    Task AddStepAsync(StepRecord step, CancellationToken cancellationToken);

    /// <summary>Notes a delivery to a dataset, with the fields that the feed does not know; once, however often it is received.</summary>
    Task AddDeliveryAsync(Arrival arrival, IReadOnlyList<string> unknownFields, CancellationToken cancellationToken);

    /// <summary>Notes how a delivery's fields differ from the feed file's; once for each field and change.</summary>
    /// <param name="arrival">The delivery.</param>
    /// <param name="change">What is different: <c>missing field</c>.</param>
    /// <param name="fields">The fields or columns.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task AddSchemaChangesAsync(Arrival arrival, string change, IReadOnlyList<string> fields, CancellationToken cancellationToken);

    /// <summary>Notes the result of a check.</summary>
    Task AddCheckAsync(Guid runId, CheckResult result, CancellationToken cancellationToken);

    /// <summary>The digest of the generation of gold that an operator has rolled back, which no run publishes again by itself; null where there is none.</summary>
    Task<string?> WithheldAsync(string feed, CancellationToken cancellationToken);

    /// <summary>Notes which generation of gold is withheld; null where none is any more.</summary>
    Task WithholdAsync(string feed, string? generation, CancellationToken cancellationToken);

    /// <summary>Every feed that a night was ever expected of, by name.</summary>
    Task<IReadOnlyList<string>> FeedsAsync(CancellationToken cancellationToken);

    /// <summary>Every expected night of a feed, newest first.</summary>
    Task<IReadOnlyList<NightRecord>> NightsAsync(string feed, CancellationToken cancellationToken);

    /// <summary>The digest of each dataset's delivery for the last night before this one that has any.</summary>
    Task<IReadOnlyDictionary<string, string>> DigestsBeforeAsync(string feed, Night night, CancellationToken cancellationToken);

    /// <summary>The records of a night that could not be accepted, by dataset and place; of accepted deliveries only.</summary>
    Task<IReadOnlyList<QuarantinedRow>> QuarantineAsync(string feed, DateOnly night, CancellationToken cancellationToken);
}
