using Pipeline.Core.Migration;
using Pipeline.Core.Nights;
using Pipeline.Core.Verification;
using Pipeline.Testing.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Folding;

/// <summary>
/// Nights in any order, replaced, read again and withdrawn, under a feed file whose columns are renamed, removed, added and named again
/// in between: silver is the fold of what each night delivered under the definition that it was read with (H18, H31).
/// </summary>
/// <remarks>PIPELINE_TEST_CASES says how many; a failure names its seed, which PIPELINE_TEST_SEED takes up again.</remarks>
public abstract class ChangingFeedConformance
{
    private static readonly string[] Modes = ["full", "upsert", "append"];

    private const int Steps = 12;
    private const int Nights = 6;

    /// <summary>How many cases are tried where PIPELINE_TEST_CASES says nothing.</summary>
    protected virtual int Cases => 2;

    protected abstract WarehouseProbe NewWarehouse();

    [Fact]
    public async Task H18_H31_silver_is_the_fold_of_the_nights_whatever_their_columns_were_called()
    {
        var firstSeed = TestSetting.FirstSeed;
        for (var seed = firstSeed; seed < firstSeed + TestSetting.Cases(Cases); seed++)
        {
            using var rig = new NightRig(NewWarehouse());
            try
            {
                await RunAsync(rig, seed);
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.IAssertionException)
            {
                throw new InvalidOperationException($"seed {seed}: {fault.Message}", fault);
            }
        }
    }

    private static async Task RunAsync(NightRig rig, int seed)
    {
        var random = new Random(seed);
        var feed = new ChangingFeed(random, Modes[random.Next(Modes.Length)]);
        feed.Change();
        feed.Change();
        var shown = new SortedDictionary<int, Shown>();
        for (var step = 0; step < Steps; step++)
        {
            var isByItself = random.Next(2) == 0 || feed.Change();
            rig.Feed(feed.Yaml());
            if (!isByItself || random.Next(3) == 0)
            {
                await MigrateAsync(rig);
                feed.Prepared();
            }

            if (shown.Count > 1 && random.Next(4) == 0)
            {
                var taken = shown.Keys.ElementAt(random.Next(shown.Count));
                await rig.WithdrawAsync(taken, "it was wrong");
                shown.Remove(taken);
            }
            else
            {
                var night = 1 + random.Next(Nights);
                var dump = shown.TryGetValue(night, out var known) && random.Next(2) == 0 ? known.Dump : feed.Dump();
                if (dump.Count == 0)
                {
                    continue; // stopped by a guard: nothing of it is accepted
                }

                rig.Put("things.json", ChangingFeed.Json(dump));
                var tried = random.Next(3) == 0 ? await TryAsync(rig, night, step) : null;
                var report = await rig.RunAsync(night, isLatest: true);
                Assert.True(tried is null || tried.SequenceEqual(Outcomes(report)), $"seed {seed}, step {step}: {string.Join('\n', tried ?? [])}\nbut\n{string.Join('\n', Outcomes(report))}");
                if (report.Faults.FirstOrDefault() is { } fault)
                {
                    Assert.Contains("no acceptable record", fault.Message, StringComparison.Ordinal); // each of its facts is shown otherwise already
                }
                else
                {
                    shown[night] = new Shown(dump, [.. feed.Named.Select(column => (column.Number, column.Names[0]))]);
                }
            }

            feed.Prepared();
            Assert.True(
                Expected(feed, shown) == Found(rig, feed),
                $"seed {seed}, step {step}\n{feed.Yaml()}\nexpected\n{Expected(feed, shown)}\nfound\n{Found(rig, feed)}");
            await AssertVerifiedAsync(rig, $"seed {seed}, step {step}");
        }
    }

    private static async Task MigrateAsync(NightRig rig)
    {
        await using var warehouse = rig.Warehouse.Open();
        await warehouse.Schema.MigrateAsync(CancellationToken.None);
        var plan = await new FeedMigration(warehouse, rig.Clock).RunAsync(rig.Read(), acceptsNewVersions: true, null, CancellationToken.None);
        Assert.Empty(plan.Refused.Concat(plan.WithRebuild));
    }

    // What a plan predicts: the same night in a copy of the warehouse.
    private static async Task<IReadOnlyList<string>> TryAsync(NightRig rig, int night, int step)
    {
        await using var warehouse = rig.Warehouse.Open();
        await warehouse.Schema.MigrateAsync(CancellationToken.None);
        await using var copy = await warehouse.OpenDryRunAsync(Path.Combine(rig.Source, $"copy{step}"), rig.Read(), CancellationToken.None);
        return Outcomes(await rig.RunAsync(copy, NightRig.Night(night)));
    }

    private static IReadOnlyList<string> Outcomes(NightReport report) =>
        [.. report.Datasets.Select(dataset => $"{dataset.Dataset} {dataset.State} {dataset.Accepted?.Tally} {dataset.Rewritten}")];

    private static async Task AssertVerifiedAsync(NightRig rig, string where)
    {
        await using var warehouse = rig.Warehouse.Open();
        var report = await new FeedVerification(warehouse, rig.Archive, rig.Clock).RunAsync(rig.Read(), KeyShare.All, CancellationToken.None);
        var findings = report.Findings.SelectMany(finding => finding.First.Select(deviation => $"{finding.Dataset} {finding.Kind}: {deviation}")).Concat(report.Unverified).ToList();
        Assert.True(findings.Count == 0, $"{where}\n{string.Join('\n', findings)}");
    }

    // Versions by key: values in the columns of the table, and the nights from which and to which they hold.
    private static string Expected(ChangingFeed feed, SortedDictionary<int, Shown> shown)
    {
        var lines = new List<string>();
        foreach (var key in ChangingFeed.Keys)
        {
            (int From, string State, IReadOnlyDictionary<int, string?> Values)? open = null;
            foreach (var (night, (dump, columns)) in shown)
            {
                var record = dump.GetValueOrDefault(key);
                if ((record is null && feed.Mode != "full") || (open is not null && feed.Mode == "append"))
                {
                    continue;
                }

                var state = record is null ? "" : "+" + string.Join(',', columns.Where(column => record[column.Number] is not null)
                    .Select(column => $"{column.HashName}={record[column.Number]}").Order(StringComparer.Ordinal));
                if (open?.State == state)
                {
                    continue;
                }

                Close(open, night);
                open = record is null ? null : (night, state, columns.ToDictionary(column => column.Number, column => record[column.Number]));
            }

            Close(open, null);

            void Close((int From, string State, IReadOnlyDictionary<int, string?> Values)? version, int? to)
            {
                if (version is { } ended)
                {
                    lines.Add($"{key} {string.Join(' ', feed.Stored.Select(column => ended.Values.GetValueOrDefault(column.Number) ?? "null"))} [{ended.From},{to})");
                }
            }
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static string Found(NightRig rig, ChangingFeed feed) => string.Join('\n', rig
        .History("things", [feed.Key, .. feed.Stored.Select(column => column.InTable!)])
        .Split('\n').Where(line => line.Length > 0).Select(line => line.Replace(" *", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    // A night's dump, and by which names hashes knew the columns that were read.
    private sealed record Shown(Dictionary<string, string?[]> Dump, IReadOnlyList<(int Number, string HashName)> Columns);
}
