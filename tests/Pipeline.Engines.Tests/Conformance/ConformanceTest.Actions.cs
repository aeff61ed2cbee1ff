using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Migration;
using Pipeline.Core.Nights;
using Pipeline.Core.Operations;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

// What a person does at the command line, and what several topics ask afterwards.
public abstract partial class ConformanceTest
{
    protected async Task AssertVerifiedAsync()
    {
        var report = await VerifyAsync(KeyShare.All);
        Assert.Equal([], report.Findings.SelectMany(finding => finding.First.Select(deviation => $"{finding.Dataset} {finding.Kind}: {deviation}")));
        Assert.Equal([], report.Unverified);
    }

    protected async Task<VerificationReport> VerifyAsync(KeyShare share)
    {
        await using var warehouse = Rig.Warehouse.Open();
        return await new FeedVerification(warehouse, Rig.Archive, Rig.Clock).RunAsync(Rig.Read(), share, CancellationToken.None);
    }

    protected static string Kinds(VerificationReport report) =>
        string.Join(", ", report.Findings.Select(finding => $"{finding.Dataset} {finding.Kind}").Order(StringComparer.Ordinal));

    protected async Task<FeedMigrationPlan> PlanAsync()
    {
        await using var warehouse = Rig.Warehouse.Open();
        return await new FeedMigration(warehouse, Rig.Clock).PlanAsync(Rig.Read(), CancellationToken.None);
    }

    protected async Task<IReadOnlyList<string>> MigrateAsync(bool acceptsNewVersions = false)
    {
        await using var warehouse = Rig.Warehouse.Open();
        var plan = await new FeedMigration(warehouse, Rig.Clock).RunAsync(Rig.Read(), acceptsNewVersions, null, CancellationToken.None);
        return Describe(plan);
    }

    protected static IReadOnlyList<string> Describe(FeedMigrationPlan plan) =>
        [.. plan.Changes.Select(change => $"{change.Dataset}.{change.Column} {change.What}: {change.Effect} {change.NewVersions}. {change.Meaning}")];

    protected async Task<IReadOnlyList<NightReport>> RebuildAsync(string? reason)
    {
        await using var warehouse = Rig.Warehouse.Open();
        return await Rig.RebuildAsync(warehouse, reason);
    }

    protected async Task<NightReport> PublishAsync()
    {
        await using var warehouse = Rig.Warehouse.Open();
        return await new PublishGold(Rig.Feeds, warehouse, Rig.Clock, NullLogger<PublishGold>.Instance)
            .RunAsync(NightRig.Shop, new SilentProgress(), TestContext.Current.CancellationToken);
    }

    protected async Task ApproveAsync(int day, string dataset, string sha256)
    {
        await using var warehouse = Rig.Warehouse.Open();
        await warehouse.Guards.ApproveAsync(
            new Approval
            {
                Id = Guid.CreateVersion7(Rig.Clock.GetUtcNow()),
                Feed = NightRig.Shop,
                Dataset = dataset,
                Night = NightRig.Night(day),
                Sha256 = sha256,
                Reason = "the vendor says so",
                ApprovedBy = "a test",
                ApprovedAt = Rig.Clock.GetUtcNow(),
            },
            CancellationToken.None);
    }

    protected static string Sha256(string text) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    protected static string Rows(int from, int to) =>
        "[" + string.Join(',', Enumerable.Range(from, to - from + 1).Select(n => $$"""{"id":"t{{n}}","v":{{n}}}""")) + "]";

    protected async Task TwoFeedsAsync()
    {
        Rig.Feed(Things);
        Rig.Sql("gold/thing_count.sql", Count);
        Rig.Feed(Things.Replace("things", "others", StringComparison.Ordinal), feed: "second");
        Rig.Sql("gold/other_count.sql", Count.Replace("things", "others", StringComparison.Ordinal), "second");
        Rig.Put("others.json", """[{"id":"a"}]""");
        await LoadAsync(1, """[{"id":"a"}]""");
        var report = await Rig.RunAsync(1, "second");
        Assert.Equal([], report.Faults.Select(fault => fault.Message));
        Assert.Equal("1 1", Rig.Rows("select things, others from gold.thing_count, gold.other_count"));
    }
}
