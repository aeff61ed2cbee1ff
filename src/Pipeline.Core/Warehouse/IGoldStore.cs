using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Warehouse;

/// <summary>Where gold is built, checked and published as one.</summary>
public interface IGoldStore
{
    /// <summary>Where readers find gold: a file, or a database.</summary>
    string Location { get; }

    /// <summary>The digest of what the published generation of a feed was built from, or null where there is none.</summary>
    Task<string?> PublishedAsync(string feed, CancellationToken cancellationToken);

    /// <summary>What <c>gold.data_as_of</c> says of a feed's tables now; nothing where nothing is published.</summary>
    Task<IReadOnlyList<PublishedTable>> AsOfAsync(string feed, CancellationToken cancellationToken);

    /// <summary>Lets <c>gold.data_as_of</c> say why tables that are published are not as of a newer night; they stay unchanged.</summary>
    /// <param name="feed">The feed, whose lease the caller holds.</param>
    /// <param name="reasons">The reason by table; tables that are not published are passed over.</param>
    /// <param name="cancellationToken">Stops before it is said.</param>
    Task BlockAsync(string feed, IReadOnlyDictionary<string, string> reasons, CancellationToken cancellationToken);

    /// <summary>Begins the next generation of a feed. Readers see nothing of it before it is published.</summary>
    /// <remarks>Where feeds share a file, this waits until another feed's generation is published or given up.</remarks>
    Task<IGoldBuild> BeginAsync(string feed, CancellationToken cancellationToken);

    /// <summary>The digest of the generation that <see cref="RollBackAsync"/> would make visible, or null where none is kept.</summary>
    Task<string?> BeforeAsync(string feed, CancellationToken cancellationToken);

    /// <summary>Makes the generation before the published one visible, all tables of the feed in one step; the published one takes its place.</summary>
    /// <remarks>The feed's lease is held, and <see cref="BeforeAsync"/> has said that there is one. Rolled back again, gold returns to the newer one.</remarks>
    Task RollBackAsync(string feed, CancellationToken cancellationToken);

    /// <summary>Takes away every copy of gold but the published one, also those kept for other feeds: a record was erased, and they may hold it.</summary>
    /// <remarks>
    /// The feed was published twice since. Where that refills both slots, as on a server, nothing is left to take away; where
    /// copies are files, no feed has a generation before afterwards.
    /// </remarks>
    Task ForgetBeforeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs a SELECT of one number over silver and the published gold.</summary>
    Task<decimal?> AskAsync(string sql, CancellationToken cancellationToken);

    /// <summary>Asks the database whether it can run every model, check and question of a feed on the tables that it keeps; leaves no trace.</summary>
    /// <returns>Every file that it can't, with its reason. None where an engine keeps every table in one place: it runs what it can read.</returns>
    Task<IReadOnlyList<FeedMistake>> TryAsync(
        FeedDefinition feed, IReadOnlyList<GoldQuery> queries, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FeedMistake>>([]);
}
