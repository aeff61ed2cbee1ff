using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>The rules of history, each on whole nights: files in a folder, in; what SQL reads of the warehouse, out.</summary>
/// <remarks>An engine joins with one line that says how its warehouse is made.</remarks>
public abstract partial class ConformanceTest(WarehouseProbe probe) : IDisposable
{
    /// <summary>The nights of this test.</summary>
    protected NightRig Rig { get; } = new(probe);

    public void Dispose()
    {
        Rig.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Skips the test where the engine can't do what it needs.</summary>
    protected void Require(Capability needed) => Assert.SkipUnless(
        Rig.Warehouse.Capabilities.HasFlag(needed), $"{Rig.Warehouse.GetType().Name} has no {needed}");

    // One file of things, and the night.
    protected async Task<AcceptedNight> LoadAsync(int day, string json, string file = "things.json")
    {
        Rig.Put(file, json);
        var report = await Rig.RunAsync(day);
        Assert.True(!report.Faults.Any(), string.Join("\n", report.Faults.Select(fault => fault.Message)));
        return report.Datasets[0].Accepted!;
    }

    protected async Task<string> FaultAsync(int day, string json, string file = "things.json")
    {
        Rig.Put(file, json);
        return FaultOf(await Rig.RunAsync(day));
    }

    protected static string FaultOf(NightReport report) => Assert.Single(report.Faults).Message;

    protected void Expect(string expected, string dataset, params string[] columns) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), Rig.History(dataset, columns));

    // What the same night again must leave as it is: bronze, silver and gold, value by value and byte for byte.
    protected State Snapshot() => Snapshot(Schemas);

    // What a night that is stopped must leave as it is: gold says why it is behind.
    protected State SnapshotBelowGold() => Snapshot(["bronze", "silver", "history"]);

    protected State Snapshot(string[] schemas) => new(
        [.. schemas.SelectMany(schema => Rig.Warehouse.Dump(schema, OurWork.Nothing))],
        [.. schemas.Select(schema => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Rig.Warehouse.Bytes(schema) ?? [])))]);

    protected static readonly string[] Schemas = ["bronze", "silver", "history", "gold"];

    protected static void AssertSame(State before, State after)
    {
        Assert.Equal(before.Rows, after.Rows);
        Assert.Equal(before.Bytes, after.Bytes);
    }

    protected sealed record State(IReadOnlyList<string> Rows, IReadOnlyList<string> Bytes);
}
