using System.Data.Common;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Ledger;
using Pipeline.Engines.Sql.Silver;
using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Conformance.ConformanceFeeds;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>The platform tables refuse what the code never writes.</summary>
public abstract class StatesConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    /// <summary>Each column that holds one of a few words: its table, the words that the code writes, and a row whose word is replaced.</summary>
    public static TheoryData<string, string, string[]> Words => new()
    {
        { "ops.nights", "state", Lower<NightState>() },
        { "ops.runs", "state", [.. Lower<NightState>().Where(word => word != "missing")] },
        { "ops.guards", "outcome", [.. Enum.GetValues<GuardOutcome>().Select(SqlGuardLedger.WordOf)] },
        { "ops.checks", "severity", ["stop", "warn"] },
        { "ops.quarantine", "reason", [.. Enum.GetValues<RejectionReason>().Select(RejectionWords.Of)] },
        { "history.held_keys", "scope", [.. Enum.GetValues<HoldScope>().Select(HistoryRows.Word)] },
        { "history.superseded_nights", "state", Lower<SupersededState>() },
        {
            "history.dataset_columns",
            "role",
            [ColumnRole.Key, ColumnRole.Tracked, ColumnRole.Untracked, ColumnRole.Derived, ColumnRole.Removed]
        },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task The_database_takes_the_words_that_the_code_writes_and_refuses_any_other(string table, string column, string[] words)
    {
        await LoadStatesAsync();
        Assert.NotEqual("0", Rig.Rows($"select count(*) from {table}"));
        foreach (var word in words)
        {
            Rig.Warehouse.Execute($"update {table} set {column} = '{word}'");
        }

        foreach (var word in new[] { "other", words[0].ToUpperInvariant(), "" })
        {
            Assert.ThrowsAny<DbException>(() => Rig.Warehouse.Execute($"update {table} set {column} = '{word}'"));
        }
    }

    [Fact]
    public async Task Every_table_of_the_platform_has_a_primary_key()
    {
        await LoadStatesAsync();
        foreach (var schema in new[] { "history", "ops" })
        {
            Assert.NotEmpty(Rig.Warehouse.Tables(schema));
            Assert.Equal([], Rig.Warehouse.Tables(schema).Where(table => !Rig.Warehouse.HasPrimaryKey(schema, table)));
        }
    }

    // A row in each of the tables: a quarantined record, a replaced night, a check, a guard.
    private async Task LoadStatesAsync()
    {
        Rig.Feed(Things + "\n    checks: [{ not_null: [v], severity: warn }]");
        await LoadAsync(1, """[{"id":"a","v":1},{"id":"b","v":2}]""");
        await LoadAsync(2, """[{"id":"a","v":"?"},{"id":"b","v":3}]""");
        await LoadAsync(2, """[{"id":"a","v":"?"},{"id":"b","v":4}]""");
    }

    private static string[] Lower<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
}
