using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Crashes;

/// <summary>A night that is killed before any of its calls and run again ends in the same bytes as an undisturbed one (H33).</summary>
public abstract class CrashConformance
{
    private const string Lists = """
        key: [k], columns: { k: text, v: integer, u: { type: text, tracked: false } }, lists: {
              kids: { from: l, key: [k], columns: { k: text, v: integer }, lists: { toys: { from: l, key: [k], columns: { k: text } } } } } }
        """;

    private const string Dataset = "  things: { source: vendor, file: things.json, mode: MODE, " + Lists;

    private const string First = """[{"k":"a","v":1,"u":"x","l":[{"k":"p","v":1,"l":[{"k":"1"},{"k":"2"}]},{"k":"q","v":1,"l":[{"k":"3"}]}]},{"k":"b","v":1,"u":"x","l":[{"k":"r"}]},{"k":"c","v":1},{"k":"d","v":1,"l":[{"k":"s","l":[{"k":"4"}]}]}]""";

    private const string Second = """[{"k":"a","v":2,"u":"y","l":[{"k":"p","v":2,"l":[{"k":"1"},{"k":"5"}]}]},{"k":"b","v":1,"u":"y","l":[{"k":"r"},{"k":null}]},{"k":"c","v":"?"},{"k":null},{"k":"e","v":1,"l":[{"k":"t"}]},{"k":"e","v":1}]""";

    private const string Late = """[{"k":"a","v":2,"u":"z","l":[{"k":"p","v":1,"l":[{"k":"1"}]}]},{"k":"b","v":2,"u":"y"},{"k":"f","v":1,"l":[{"k":"u"}]},{"k":"g","v":"?"}]""";

    private static readonly (int Day, string Json)[] Three =
        [(1, First), (2, Second), (4, First.Replace("\"v\":1", "\"v\":3", StringComparison.Ordinal))];

    private static readonly string[] Modes = ["full", "upsert", "append"];

    /// <summary>How far apart the calls are before which a night is killed: on a server each costs a copy of the database.</summary>
    protected abstract int Stride { get; }

    /// <summary>The same for nights that are late, replaced or withdrawn, which are three for each mode.</summary>
    protected virtual int LateStride => Stride;

    protected abstract WarehouseProbe NewWarehouse();

    [Theory]
    [InlineData("full")]
    [InlineData("upsert")]
    [InlineData("append")]
    public async Task H33_a_night_killed_before_any_call_and_run_again_equals_an_undisturbed_one(string mode)
    {
        using var first = new NightRig(NewWarehouse());
        Write(first, First, mode);
        Assert.Equal(ExitCode.Done, (await first.RunAsync(1)).ExitCode);
        Write(first, Second, mode);

        using var undisturbed = await BeginAsync(first, mode);
        var (report, calls) = await KillAsync(undisturbed, int.MaxValue);
        var expected = Dump(undisturbed);
        var counts = Counts(report!);
        Assert.True(calls > 30, $"{calls} calls");
        foreach (var call in CallsToKill(mode, calls, Stride))
        {
            using var rig = await BeginAsync(first, mode);
            Assert.Null((await KillAsync(rig, call)).Report);
            var again = await rig.RunAsync(2);
            Assert.True(again.ExitCode is ExitCode.Done, $"killed before call {call}: {string.Join('\n', again.Faults.Select(fault => fault.Message))}");
            Assert.True(counts.SequenceEqual(Counts(again)), $"killed before call {call}: counts\n{string.Join('\n', counts)}\n{string.Join('\n', Counts(again))}");
            var found = Dump(rig);
            Assert.True(expected.SequenceEqual(found), $"killed before call {call}:\n{string.Join('\n', expected.Except(found).Append("but").Concat(found.Except(expected)))}");
        }
    }

    [Theory]
    [InlineData("full")]
    [InlineData("upsert")]
    [InlineData("append")]
    public async Task H33_a_late_replaced_or_withdrawn_night_equals_an_undisturbed_one_wherever_it_was_killed(string mode)
    {
        using var first = new NightRig(NewWarehouse());
        foreach (var (day, json) in Three)
        {
            Write(first, json, mode);
            Assert.Equal(ExitCode.Done, (await first.RunAsync(day)).ExitCode);
        }

        Write(first, Late, mode);
        await KillEachAsync(first, mode, (rig, warehouse) => rig.RunAsync(warehouse, NightRig.Night(3), isLatest: false)); // placed
        await KillEachAsync(first, mode, (rig, warehouse) => rig.RunAsync(warehouse, NightRig.Night(2), isLatest: true)); // replaced
        await KillEachAsync(first, mode, (rig, warehouse) => rig.WithdrawAsync(warehouse, 2, "a mistake"));
    }

    // Each mode begins with another call, so that the three together meet more of them. PIPELINE_TEST_CASES brings back every call.
    private static IEnumerable<int> CallsToKill(string mode, int calls, int stride)
    {
        var step = TestSetting.IsThorough ? 1 : stride;
        for (var call = 1 + (Array.IndexOf(Modes, mode) * step / Modes.Length); call <= calls; call += step)
        {
            yield return call;
        }
    }

    private async Task KillEachAsync(NightRig first, string mode, Func<NightRig, IWarehouse, Task<NightReport>> act)
    {
        using var undisturbed = await BeginAsync(first, mode, Late);
        var calls = await KillAsync(undisturbed, int.MaxValue, act);
        Assert.True(calls.Ended && calls.Calls > 20, $"{calls}");
        var expected = Dump(undisturbed);
        foreach (var call in CallsToKill(mode, calls.Calls, LateStride))
        {
            using var rig = await BeginAsync(first, mode, Late);
            Assert.False((await KillAsync(rig, call, act)).Ended);
            await using var warehouse = rig.Warehouse.Open();
            try
            {
                var again = await act(rig, warehouse);
                Assert.True(again.ExitCode is ExitCode.Done, $"killed before call {call}: {string.Join('\n', again.Faults.Select(fault => fault.Message))}");
            }
            catch (NightNotAcceptedException)
            {
                // it was withdrawn and published whole before it was killed
            }

            var found = Dump(rig);
            Assert.True(expected.SequenceEqual(found), $"killed before call {call}:\n{string.Join('\n', expected.Except(found).Append("but").Concat(found.Except(expected)))}");
        }
    }

    private static async Task<(bool Ended, int Calls)> KillAsync(NightRig rig, int call, Func<NightRig, IWarehouse, Task<NightReport>> act)
    {
        var process = new MortalWarehouse(call);
        await using var warehouse = process.Wrap(rig.Warehouse.Open());
        try
        {
            var report = await act(rig, warehouse);
            Assert.Equal([], report.Faults.Select(fault => fault.Message));
            return (true, process.Calls);
        }
        catch (KilledException)
        {
            return (false, process.Calls);
        }
    }

    private static void Write(NightRig rig, string json, string mode)
    {
        rig.Feed(Dataset.Replace("MODE", mode, StringComparison.Ordinal));
        rig.Sql("gold/things.sql", """
            -- One row is a thing.
            -- grain: k
            -- reads: silver.kids, silver.things
            -- columns:
            --   k     text     key
            --   v     integer  value
            --   kids  integer  kids of all
            select k, v, (select count(*) from silver.kids) as kids from silver.things where {{is_true 'is_latest'}}
            """);
        rig.Sql("checks/things.have_a_key.sql", "-- Every thing has a key.\nselect k from gold.things where k is null");
        rig.Put("things.json", json);
    }

    // After the nights before it: a copy of that warehouse, or the same nights once more in a new one.
    private async Task<NightRig> BeginAsync(NightRig first, string mode, string json = Second)
    {
        var canCopy = first.Warehouse.Capabilities.HasFlag(Capability.Copy);
        var rig = new NightRig(canCopy ? first.Warehouse.Copy() : NewWarehouse(), first.Source);
        if (!canCopy)
        {
            foreach (var (day, loaded) in json == Late ? Three : [(1, First)])
            {
                Write(rig, loaded, mode);
                Assert.Equal(ExitCode.Done, (await rig.RunAsync(day)).ExitCode);
            }
        }

        Write(rig, json, mode);
        foreach (var file in Directory.EnumerateFiles(first.Archive.Root, "*", SearchOption.AllDirectories))
        {
            var stored = Path.Combine(rig.Archive.Root, Path.GetRelativePath(first.Archive.Root, file));
            if (!File.Exists(stored))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(stored)!);
                File.Copy(file, stored);
            }
        }

        return rig;
    }

    private static async Task<(NightReport? Report, int Calls)> KillAsync(NightRig rig, int call)
    {
        var process = new MortalWarehouse(call);
        await using var warehouse = process.Wrap(rig.Warehouse.Open());
        try
        {
            var report = await rig.RunAsync(warehouse, NightRig.Night(2));
            return (report, process.Calls);
        }
        catch (KilledException)
        {
            return (null, process.Calls);
        }
    }

    private static List<string> Counts(NightReport report) => [.. report.Datasets.Select(dataset =>
        $"{dataset.Dataset} {dataset.Accepted!.Tally} back {dataset.Accepted.Back} open {dataset.Accepted.OpenAfter}")];

    private static List<string> Dump(NightRig rig) =>
    [
        .. rig.Warehouse.Dump("bronze", OurWork.Columns),
        .. rig.Warehouse.Dump("silver", OurWork.Columns),
        .. rig.Warehouse.Dump("history", OurWork.Columns),
        .. rig.Warehouse.Dump("gold", OurWork.Columns),
        .. rig.Warehouse.Dump("ops", OurWork.Columns).Where(row => row.StartsWith("ops.quarantine", StringComparison.Ordinal)),
    ];
}
