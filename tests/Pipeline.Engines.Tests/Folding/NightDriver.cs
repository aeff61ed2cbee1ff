using Pipeline.Core.Comparing;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History;
using Pipeline.Core.History.Corrections;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Folding;

/// <summary>Takes files through compare, land and merge, or places them, as a night does, without folders, ledger or gold.</summary>
/// <remarks>It is no <c>NightlyRun</c>, because the folds take thousands of nights: what it leaves out is most of the time of a small one.</remarks>
internal sealed class NightDriver(NightRig rig, IWarehouse warehouse, FeedDefinition feed, int seed)
{
    private readonly MemoryArchive _archive = new();
    private int _run;

    private string WorkFolder => Path.Combine(rig.Source, "work");

    /// <summary>Accepts a file for a night; false where it can't be used as a whole.</summary>
    public async Task<bool> AcceptAsync(int night, byte[] file, bool alwaysPlaces)
    {
        Begin();
        var delivery = _archive.Store(file);
        var accepted = await warehouse.Silver.AcceptedAsync(feed.Name, CancellationToken.None);
        if (accepted.Any(one => one.Night.Date == Night(night).Date && one.Sha256 == delivery.Sha256))
        {
            return true;
        }

        try
        {
            if (alwaysPlaces || accepted.Any(one => one.Night.Date >= Night(night).Date))
            {
                using var placement = await PlacementAsync(night, accepted);
                using var compared = await placement.CompareAsync(new ArchivedDelivery(delivery, _archive), CancellationToken.None);
                var rewrites = await placement.PlanAsync(delivery, compared, RunStamp(null), CancellationToken.None);
                foreach (var (part, rewrite) in compared.Datasets.Zip(rewrites).Reverse())
                {
                    await warehouse.History.LandAsync(Arrival(part, delivery, night), part, CancellationToken.None);
                    await warehouse.History.CorrectAsync(RunStamp(null), rewrite, CancellationToken.None);
                }

                return true;
            }

            using var changes = await new DeliveryComparer(warehouse.Silver, WorkFolder)
                .CompareAsync(feed.Files[0], () => _archive.OpenRead(delivery), delivery.File, CancellationToken.None);
            foreach (var part in changes.Datasets.Reverse())
            {
                await warehouse.History.LandAsync(Arrival(part, delivery, night), part, CancellationToken.None);
                await warehouse.History.MergeAsync(Arrival(part, delivery, night), part, CancellationToken.None);
            }

            return true;
        }
        catch (UnusableDeliveryException)
        {
            return false;
        }
    }

    /// <summary>Withdraws a night.</summary>
    public async Task WithdrawAsync(int night)
    {
        Begin();
        using var placement = await PlacementAsync(night, await warehouse.Silver.AcceptedAsync(feed.Name, CancellationToken.None));
        foreach (var rewrite in (await placement.PlanAsync(null, null, RunStamp(null), CancellationToken.None)).Reverse())
        {
            await warehouse.History.CorrectAsync(RunStamp("it was wrong"), rewrite, CancellationToken.None);
        }
    }

    private Guid RunId => new(seed, (short)_run, 0, new byte[8]);

    private void Begin()
    {
        _run++;
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private async Task<NightCorrection> PlacementAsync(int night, IReadOnlyList<AcceptedNight> accepted)
    {
        var table = await TableShape.OfAsync(warehouse.Audit, feed.Name, feed.Files[0], CancellationToken.None);
        return new NightCorrection(feed, table, Night(night), new AcceptedNights(accepted), warehouse.Silver, _archive, WorkFolder);
    }

    private RunStamp RunStamp(string? reason) => new()
    {
        Feed = feed.Name,
        FeedText = feed.Text,
        RunId = RunId,
        RecordedAt = rig.Clock.GetUtcNow(),
        Token = 1,
        Reason = reason,
    };

    private Arrival Arrival(DatasetChanges part, Delivery delivery, int night) => new(RunStamp(null), part.Dataset, Night(night), delivery);

    private Night Night(int night)
    {
        var date = FoldDifference.First.AddDays(night);
        return new Night(date, feed.Schedule.InstantOf(date));
    }
}
