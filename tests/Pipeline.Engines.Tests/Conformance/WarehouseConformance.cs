using Pipeline.Core.Ledger;
using Pipeline.Core.Nights;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>The rules of history, each on whole nights: files in a folder, in; what SQL reads of the warehouse, out.</summary>
/// <remarks>An engine joins with one line that says how its warehouse is made.</remarks>
public abstract partial class WarehouseConformance : IDisposable
{
    private const string Things = """
          things:
            source: vendor
            file: things.json
            mode: full
            key: [id]
            columns: { id: text, v: integer, t: text }
        """;

    private readonly NightRig _rig;

    protected WarehouseConformance(WarehouseProbe probe) => _rig = new NightRig(probe);

    public void Dispose()
    {
        _rig.Dispose();
        GC.SuppressFinalize(this);
    }

    // One file of things, and the night.
    private async Task<AcceptedNight> LoadAsync(int day, string json, string file = "things.json")
    {
        _rig.Put(file, json);
        var report = await _rig.RunAsync(day);
        Assert.True(!report.Faults.Any(), string.Join("\n", report.Faults.Select(fault => fault.Message)));
        return report.Datasets[0].Accepted!;
    }

    private async Task<string> FaultAsync(int day, string json, string file = "things.json")
    {
        _rig.Put(file, json);
        return FaultOf(await _rig.RunAsync(day));
    }

    private static string FaultOf(NightReport report) => Assert.Single(report.Faults).Message;

    private void Expect(string expected, string dataset, params string[] columns) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), _rig.History(dataset, columns));

    // What the same night again must leave as it is: bronze, silver and gold, value by value and byte for byte.
    private State Snapshot() => Snapshot(Schemas);

    // What a night that is stopped must leave as it is: gold says why it is behind.
    private State SnapshotBelowGold() => Snapshot(["bronze", "silver", "history"]);

    private State Snapshot(string[] schemas) => new(
        [.. schemas.SelectMany(schema => _rig.Warehouse.Dump(schema, OurWork.Nothing))],
        [.. schemas.Select(schema => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(_rig.Warehouse.Bytes(schema) ?? [])))]);

    private static readonly string[] Schemas = ["bronze", "silver", "history", "gold"];

    private static void AssertSame(State before, State after)
    {
        Assert.Equal(before.Rows, after.Rows);
        Assert.Equal(before.Bytes, after.Bytes);
    }

    private sealed record State(IReadOnlyList<string> Rows, IReadOnlyList<string> Bytes);
}
