using System.Runtime.CompilerServices;
using Pipeline.Core.Comparing;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Checks;
using Pipeline.Core.Gold.Freshness;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Gold.Questions;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Crashes;

/// <summary>A warehouse under a process that dies before its n-th call: that one and every later one throw.</summary>
internal sealed class MortalWarehouse : ForwardingWarehouse, IGoldStore
{
    private readonly IWarehouse _inner;
    private readonly int _dieAt;

    public MortalWarehouse(IWarehouse inner, int dieAt) : base(inner)
    {
        (_inner, _dieAt) = (inner, dieAt);
        Ledger = new MortalLedger(inner.Ledger, this);
    }

    /// <summary>How many calls there were.</summary>
    public int Calls { get; private set; }

    public override ILedger Ledger { get; }

    public override IGoldStore Gold => this;

    public string Location => _inner.Gold.Location;

    /// <summary>Counts a call, or dies.</summary>
    public void Live()
    {
        Calls++;
        if (Calls >= _dieAt)
        {
            throw new KilledException();
        }
    }

    public override Task ReadyAsync(CancellationToken cancellationToken)
    {
        Live();
        return base.ReadyAsync(cancellationToken);
    }

    public override Task<ILease> LeaseAsync(string feed, CancellationToken cancellationToken)
    {
        Live();
        return base.LeaseAsync(feed, cancellationToken);
    }

    public override Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        Live();
        return base.PrepareAsync(feed, dataset, cancellationToken);
    }

    public override Task<IReadOnlyList<AcceptedNight>> AcceptedAsync(string feed, CancellationToken cancellationToken)
    {
        Live();
        return base.AcceptedAsync(feed, cancellationToken);
    }

    public override async IAsyncEnumerable<Fingerprint> ReadOpenAsync(
        DatasetDefinition dataset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Live();
        await foreach (var fingerprint in base.ReadOpenAsync(dataset, cancellationToken))
        {
            yield return fingerprint;
        }
    }

    public override Task LandAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        Live();
        return base.LandAsync(arrival, changes, cancellationToken);
    }

    public override async Task<AcceptedNight> MergeAsync(Arrival arrival, DatasetChanges changes, CancellationToken cancellationToken)
    {
        Live();
        return await base.MergeAsync(arrival, changes, cancellationToken);
    }

    public override Task CorrectAsync(RunStamp rewriting, SilverCorrection rewrite, CancellationToken cancellationToken)
    {
        Live();
        return base.CorrectAsync(rewriting, rewrite, cancellationToken);
    }

    public override Task<IReadOnlyList<SupersededNight>> SupersededAsync(string feed, CancellationToken cancellationToken)
    {
        Live();
        return base.SupersededAsync(feed, cancellationToken);
    }

    public override Task<IReadOnlySet<HeldKey>> HeldAsync(string feed, string dataset, DateOnly night, CancellationToken cancellationToken)
    {
        Live();
        return base.HeldAsync(feed, dataset, night, cancellationToken);
    }

    public Task<IReadOnlyList<PublishedTable>> AsOfAsync(string feed, CancellationToken cancellationToken)
    {
        Live();
        return _inner.Gold.AsOfAsync(feed, cancellationToken);
    }

    public Task<string?> PublishedAsync(string feed, CancellationToken cancellationToken)
    {
        Live();
        return _inner.Gold.PublishedAsync(feed, cancellationToken);
    }

    public Task BlockAsync(string feed, IReadOnlyDictionary<string, string> reasons, CancellationToken cancellationToken)
    {
        Live();
        return _inner.Gold.BlockAsync(feed, reasons, cancellationToken);
    }

    public Task<string?> BeforeAsync(string feed, CancellationToken cancellationToken) => _inner.Gold.BeforeAsync(feed, cancellationToken);

    public Task RollBackAsync(string feed, CancellationToken cancellationToken) => _inner.Gold.RollBackAsync(feed, cancellationToken);

    public async Task<IGoldBuild> BeginAsync(string feed, CancellationToken cancellationToken)
    {
        Live();
        return new MortalBuild(await _inner.Gold.BeginAsync(feed, cancellationToken), this);
    }

    public Task<decimal?> AskAsync(string sql, CancellationToken cancellationToken) => _inner.Gold.AskAsync(sql, cancellationToken);

    private sealed class MortalBuild(IGoldBuild inner, MortalWarehouse warehouse) : IGoldBuild
    {
        public Task<long> BuildAsync(GoldModel model, string sql, CancellationToken cancellationToken)
        {
            warehouse.Live();
            return inner.BuildAsync(model, sql, cancellationToken);
        }

        public Task AnswerAsync(IReadOnlyList<Answer> answers, CancellationToken cancellationToken)
        {
            warehouse.Live();
            return inner.AnswerAsync(answers, cancellationToken);
        }

        public Task<decimal?> AskAsync(string sql, CancellationToken cancellationToken) => inner.AskAsync(sql, cancellationToken);

        public Task<CheckResult> CheckAsync(GoldCheck check, string sql, CancellationToken cancellationToken)
        {
            warehouse.Live();
            return inner.CheckAsync(check, sql, cancellationToken);
        }

        public Task PublishAsync(string generation, IReadOnlyList<DataAsOf> facts, CancellationToken cancellationToken)
        {
            warehouse.Live();
            return inner.PublishAsync(generation, facts, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
