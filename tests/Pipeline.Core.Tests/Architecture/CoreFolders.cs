namespace Pipeline.Core.Tests.Architecture;

/// <summary>Which folders of Core a folder may use. Each stands after all that it uses, so that no circle can be written down.</summary>
/// <remarks>
/// The floors, from the bottom: Faults; Feeds; Records, Ledger, Warehouse; the work on one night's data; Nights; Status and Operations.
/// Between folders of one floor one direction is allowed, and it is named here: a warehouse's interfaces speak of the ledger's
/// records; comparing reads deliveries; corrections and rebuilds of history compare again; verification, erasure and migration read
/// the definitions that history was written with.
/// </remarks>
internal static class CoreFolders
{
    /// <summary>The files beside the folders, such as <c>NightlyRun.cs</c>.</summary>
    public const string Root = "";

    private static readonly string[] Floor = ["Faults", "Feeds", "Records", "Ledger", "Warehouse"];

    /// <summary>Each folder with those that it may use.</summary>
    public static IReadOnlyList<(string Folder, string[] MayUse)> All { get; } =
    [
        ("Faults", []),
        ("Feeds", ["Faults"]),
        ("Records", ["Faults", "Feeds"]),
        ("Ledger", ["Faults", "Feeds", "Records"]),
        ("Warehouse", ["Faults", "Feeds", "Records", "Ledger"]),
        ("Deliveries", Floor),
        ("Comparing", [.. Floor, "Deliveries"]),
        ("Gold", Floor),
        ("History", [.. Floor, "Deliveries", "Comparing"]),
        ("Verification", [.. Floor, "Deliveries", "History"]),
        ("Erasure", [.. Floor, "Deliveries", "History"]),
        ("Migration", [.. Floor, "History"]),
        ("Nights", [.. Floor, "Deliveries", "Comparing", "Gold", "History", "Verification", "Erasure", "Migration"]),
        (Root, [.. Floor, "Deliveries", "Comparing", "Gold", "History", "Verification", "Erasure", "Migration", "Nights"]),
        ("Status", [.. Floor, "Deliveries", "Comparing", "Gold", "History", "Verification", "Erasure", "Migration", "Nights"]),
        ("Operations", [.. Floor, "Deliveries", "Comparing", "Gold", "History", "Verification", "Erasure", "Migration", "Nights", Root, "Status"]),
    ];

    /// <summary>The namespace of a folder.</summary>
    public static string NamespaceOf(string folder) => folder == Root ? "Pipeline.Core" : $"Pipeline.Core.{folder}";
}
