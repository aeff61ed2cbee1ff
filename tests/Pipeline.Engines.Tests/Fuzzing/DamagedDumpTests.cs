using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Testing.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Fuzzing;

/// <summary>Damaged dumps thrown at whole nights: each is accepted to its last record or stopped with words, and a whole dump heals all.</summary>
/// <remarks>PIPELINE_TEST_CASES says how many; a failure names its seed, which PIPELINE_TEST_SEED takes up again.</remarks>
public sealed class DamagedDumpTests
{
    private const int CasesPerWarehouse = 12;

    /// <summary>Far more than any night here takes: a night that hangs, not one that is slow.</summary>
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task H23_a_damaged_dump_is_accepted_to_its_last_record_or_stopped_with_words()
    {
        var cases = TestSetting.Cases(72);
        var firstSeed = TestSetting.FirstSeed;
        for (var seed = firstSeed; seed < firstSeed + cases; seed += CasesPerWarehouse)
        {
            await RunAsync(seed, Math.Min(CasesPerWarehouse, firstSeed + cases - seed));
        }
    }

    // A good night, then damaged ones, each upon what the ones before have left, then a good night again.
    private static async Task RunAsync(int firstSeed, int cases)
    {
        using var rig = new NightRig(new SqliteProbe());
        rig.Feed(string.Join('\n', FuzzedFile.All.Select(file => $"  {file.Definition}")));
        var day = 1;
        await PutAllAsync(rig, new Random(firstSeed));
        Assert.Equal(ExitCode.Done, (await NightAsync(rig, day)).ExitCode);

        for (var seed = firstSeed; seed < firstSeed + cases; seed++)
        {
            var random = new Random(seed);
            await PutAllAsync(rig, random);
            var target = FuzzedFile.All[random.Next(FuzzedFile.All.Count)];
            var (damaged, done) = Damage.Of(target.Write(random), random);
            await File.WriteAllBytesAsync(Path.Combine(rig.Source, target.Name), damaged);
            var where = $"seed {seed}: {target.Name}: {done}";

            var report = await NightAsync(rig, ++day);

            AssertWords(report, where);
            AssertAccounted(rig, report, where);
            if (report.Datasets.Single(outcome => outcome.Dataset == target.Dataset).Accepted is { } night && target.Count(damaged) is { } counted)
            {
                Assert.True(night.Tally.Records == counted, $"{where}: {night.Tally.Records} of {counted} records");
            }
        }

        await PutAllAsync(rig, new Random(firstSeed));
        var healed = await NightAsync(rig, ++day);
        foreach (var outcome in healed.Datasets.Where(outcome => outcome.Dataset is "things" or "orders"))
        {
            Assert.True(outcome.Accepted is { Tally.Quarantined: 0 }, $"seeds from {firstSeed}: {outcome.Dataset} is not healed: {outcome.Fault?.Message}");
            Assert.Equal(outcome.Accepted!.Tally.Accepted, outcome.Accepted.OpenAfter);
        }
    }

    private static Task<NightReport> NightAsync(NightRig rig, int day) => rig.RunAsync(day).WaitAsync(Hanging);

    private static async Task PutAllAsync(NightRig rig, Random random)
    {
        foreach (var file in FuzzedFile.All)
        {
            await File.WriteAllBytesAsync(Path.Combine(rig.Source, file.Name), file.Write(random));
        }
    }

    // A dataset that is not accepted says why, in our own words, and what to run next.
    private static void AssertWords(NightReport report, string where)
    {
        foreach (var outcome in report.Datasets.Where(outcome => outcome.State is DatasetState.NotAccepted))
        {
            Assert.True(outcome.Fault is not null and not UnexpectedFaultException, $"{where}: {outcome.Fault}");
            Assert.True(outcome.Fault!.Message.Split('\n').Length >= 3, $"{where}: {outcome.Fault.Message}");
            Assert.Contains("", outcome.Fault.Message, StringComparison.Ordinal);
        }
    }

    // What was accepted adds up, in the counts and in the tables.
    private static void AssertAccounted(NightRig rig, NightReport report, string where)
    {
        foreach (var (outcome, night) in report.Datasets.Where(outcome => outcome.Accepted is not null).Select(outcome => (outcome, outcome.Accepted!)))
        {
            var name = outcome.Dataset;
            Assert.True(night.Tally.IsBalanced, $"{where}: {night.Tally}");
            Assert.True(rig.Rows($"select count(*) from ops.quarantine where dataset = '{name}' and night = '{night.Night.Name}'")
                == night.Tally.Quarantined.ToString(CultureInfo.InvariantCulture), $"{where}: quarantine of {name}");
            Assert.True(rig.Rows($"select count(*) from silver.{name} where valid_to is null")
                == night.OpenAfter.ToString(CultureInfo.InvariantCulture), $"{where}: open versions of {name}");
            Assert.Equal("0 0", rig.Rows($"""
                select
                    (select count(*) from silver.{name} where valid_to <= valid_from),
                    (select count(*) from silver.{name} as a inner join silver.{name} as b
                        on a.key_hash = b.key_hash and a.valid_from < b.valid_from and (a.valid_to is null or a.valid_to > b.valid_from))
                """));
        }
    }
}
