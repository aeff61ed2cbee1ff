using Pipeline.Core.Comparing;
using Pipeline.Core.Erasure;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.History;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Migration;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse;

namespace Pipeline.Testing.Warehouses;

/// <summary>A warehouse that hands every call on; tests override what they want to disturb.</summary>
public abstract class ForwardingWarehouse(IWarehouse inner) : IWarehouse
{
    public string Name => inner.Name;

    public EngineTraits Traits => inner.Traits;

    public SqlLibrary Sql => inner.Sql;

    public virtual ILedger Ledger => inner.Ledger;

    public virtual IGuardLedger Guards => inner.Guards;

    public virtual IAudit Audit => inner.Audit;

    public virtual IFeedTables Tables => inner.Tables;

    public virtual IErasure Erasure => inner.Erasure;

    public virtual IGoldStore Gold => inner.Gold;

    public IReadOnlyList<string> QueryProgram(string schema) => inner.QueryProgram(schema);

    public virtual Task<IReadOnlyList<MigrationScript>> MigrateAsync(CancellationToken cancellationToken) => inner.MigrateAsync(cancellationToken);

    public virtual Task ReadyAsync(CancellationToken cancellationToken) => inner.ReadyAsync(cancellationToken);

    public virtual Task<ILease> LeaseAsync(string feed, CancellationToken cancellationToken) => inner.LeaseAsync(feed, cancellationToken);

    public virtual Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken) =>
        inner.PrepareAsync(feed, dataset, cancellationToken);

    public virtual Task<AcceptedNight?> LastAcceptedAsync(string feed, string dataset, CancellationToken cancellationToken) =>
        inner.LastAcceptedAsync(feed, dataset, cancellationToken);

    public virtual Task<IReadOnlyList<AcceptedNight>> AcceptedAsync(string feed, CancellationToken cancellationToken) =>
        inner.AcceptedAsync(feed, cancellationToken);

    public virtual IAsyncEnumerable<Fingerprint> ReadOpenAsync(DatasetDefinition dataset, CancellationToken cancellationToken) =>
        inner.ReadOpenAsync(dataset, cancellationToken);

    public virtual IAsyncEnumerable<Fingerprint> LookUpAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        inner.LookUpAsync(dataset, keys, cancellationToken);

    public virtual IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        inner.LookUpChildrenAsync(dataset, parents, cancellationToken);

    public virtual IAsyncEnumerable<OpenRecord> ReadValuesAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, DateTime before, CancellationToken cancellationToken) =>
        inner.ReadValuesAsync(dataset, keys, before, cancellationToken);

    public virtual Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken) =>
        inner.LandAsync(arrival, changes, cancellationToken);

    public virtual Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken) =>
        inner.MergeAsync(arrival, changes, cancellationToken);

    public virtual Task CorrectAsync(RunStamp rewriting, SilverCorrection rewrite, CancellationToken cancellationToken) =>
        inner.CorrectAsync(rewriting, rewrite, cancellationToken);

    public virtual Task RetireAsync(RunStamp rewriting, StoredTable table, bool isList, CancellationToken cancellationToken) =>
        inner.RetireAsync(rewriting, table, isList, cancellationToken);

    public virtual Task<IReadOnlyList<SupersededNight>> SupersededAsync(string feed, CancellationToken cancellationToken) =>
        inner.SupersededAsync(feed, cancellationToken);

    public virtual Task<DateTime?> KnownSinceAsync(string feed, string dataset, DateTime instant, CancellationToken cancellationToken) =>
        inner.KnownSinceAsync(feed, dataset, instant, cancellationToken);

    public virtual IAsyncEnumerable<IReadOnlyList<string?>> ReadAsOfAsync(AsOf asOf, CancellationToken cancellationToken) =>
        inner.ReadAsOfAsync(asOf, cancellationToken);

    public virtual IAsyncEnumerable<VersionBefore> ReadBeforeAsync(DatasetDefinition dataset, DateTime instant, CancellationToken cancellationToken) =>
        inner.ReadBeforeAsync(dataset, instant, cancellationToken);

    public virtual IAsyncEnumerable<VersionMark> LookUpVersionsAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        inner.LookUpVersionsAsync(dataset, keys, cancellationToken);

    public virtual IAsyncEnumerable<VersionMark> LookUpChildVersionsAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        inner.LookUpChildVersionsAsync(dataset, parents, cancellationToken);

    public virtual IAsyncEnumerable<Hash128> ReadTouchedAsync(DatasetDefinition dataset, DateTime instant, CancellationToken cancellationToken) =>
        inner.ReadTouchedAsync(dataset, instant, cancellationToken);

    public virtual Task<IReadOnlySet<HeldKey>> HeldAsync(string feed, string dataset, DateOnly night, CancellationToken cancellationToken) =>
        inner.HeldAsync(feed, dataset, night, cancellationToken);

    public virtual Task<string> FeedTextAsync(string definitionDigest, CancellationToken cancellationToken) =>
        inner.FeedTextAsync(definitionDigest, cancellationToken);

    public virtual Task<IReadOnlyList<ExplainedVersion>> ExplainAsync(
        string feed, DatasetDefinition dataset, Hash128 key, CancellationToken cancellationToken) =>
        inner.ExplainAsync(feed, dataset, key, cancellationToken);

    public virtual Task<IWarehouse> OpenDryRunAsync(string folder, FeedDefinition feed, CancellationToken cancellationToken) =>
        inner.OpenDryRunAsync(folder, feed, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
