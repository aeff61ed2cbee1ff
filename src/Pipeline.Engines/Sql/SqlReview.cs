using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Gold;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.Sql;

/// <summary>The statements of each operation, in the order in which the other classes of this folder send them.</summary>
internal sealed class SqlReview(SqlLibrary sql, Dialect dialect, string loadTable) : ISqlReview
{
    /// <inheritdoc/>
    public IReadOnlyList<SqlOperation> Operations { get; } =
    [
        new("migrate", "Creates and upgrades the platform's tables; once per version, by the owner of the database.", ["migrate/create", "migrate/lock", "migrations/", "migrate/record"]),
        new("lease", "Makes one process the only one that works on a feed; at the beginning of a run and before each commit.",
            ["lease/lock", "lease/renew_lease", "lease/first_lease", "lease/lease_token", "lease/check", "lease/unlock"]),
        new("schema", "Creates the tables of a dataset; before its first night, and where its feed file has new columns.",
            ["schema/create_bronze", "schema/create_silver", "schema/create_read_index", "schema/add_column"]),
        new("compare", "Reads the fingerprints of the open versions; a full dataset as a whole, the others only the delivered keys.",
            ["compare/open_versions", "compare/create_wanted", "compare/analyze_wanted", "compare/look_up", "compare/open_values", "compare/held_keys"]),
        new("land", "Writes changed records to bronze and rejected records to quarantine; each in a transaction of its own.",
            ["land/create_arrived_bronze", "land/insert_bronze", "land/release_quarantine", "land/create_arrived_quarantine", "land/insert_quarantine"]),
        new("merge", "Folds the changes of a night into silver and records that it is accepted; in one transaction.",
            ["merge/create_stage", "merge/insert_stage", "merge/analyze_stage", "merge/close_before_return", "merge/close_changed", "merge/close_gone", "merge/refresh_untracked",
             "merge/open_versions", "merge/open_after_last_night", "merge/keep_definition", "merge/keep_run_time", "merge/accept_night", "merge/use_approval",
             "merge/hold_key", "lease/check", "merge/analyze_silver"]),
        new("correct", "Inserts, replaces or withdraws a night that is not the newest; in one transaction.",
            ["correct/create_stage", "merge/analyze_stage", "correct/release_from_quarantine", "merge/keep_run_time", "correct/derive_versions", "correct/copy_versions",
             "correct/supersede_versions", "correct/remove_versions", "correct/write_versions", "correct/mark_versions", "correct/supersede_night", "correct/remove_night",
             "correct/release_keys", "merge/accept_night", "correct/recount_night", "correct/release_key"]),
        new("gold", "Builds one gold table beside the published one; the query here reads the dataset as an example.",
            ["gold/create_table", "gold/empty_table", "gold/fill_table", "gold/create_view"]),
        new("publish", "Makes the tables of a feed visible to readers; in one transaction.",
            ["publish/published_slot", "publish/forget_generation", "publish/insert_generation_table", "publish/publish", "publish/block_table"]),
        new("verify", "Looks for impossible states and reads versions to compare them with a replay.",
            ["verify/tables", "verify/versions", "verify/held_keys", "verify/erased_keys", "prove/empty_interval", "prove/overlapping_versions", "prove/second_open_version",
             "prove/wrong_flag", "prove/orphan", "prove/landed_twice", "prove/unknown_delivery", "prove/no_accepted_night", "prove/unbalanced_night"]),
        new("erase", "Erases the values of one record; on demand.",
            ["erase/begin", "erase/note_key", "erase/bronze", "erase/silver", "erase/superseded", "erase/quarantine_key", "erase/finish"]),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<NamedStatement> Render(SqlOperation operation, DatasetDefinition dataset)
    {
        var (model, gold) = (Model(dataset), Gold(dataset));
        return
        [
            .. operation.Statements.SelectMany(Expand).Select(name => new NamedStatement(
                name, sql.Render(name, name.StartsWith("gold/", StringComparison.Ordinal) ? gold : model).Trim('\n'))),
        ];
    }

    private IEnumerable<string> Expand(string name) => name.EndsWith('/')
        ? sql.Names.Where(one => one.StartsWith(name, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : sql.Names.Where(one => one == name);

    private Dictionary<string, object> Model(DatasetDefinition dataset)
    {
        var model = DatasetSql.Model(dataset, dialect);
        model["column"] = dataset.Columns[0].Name;
        model["type"] = dialect.TypeOf(dataset.Columns[0].Type);
        model["target"] = model["stage"] = model["gone"] = model["wanted"] = loadTable;
        model["hash_column"] = model["range_column"] = "key_hash";
        model["parent"] = dataset.Parent ?? dataset.Name;
        model["is_all"] = false;
        model["keys"] = ((List<Dictionary<string, object>>)model["columns"]).Where(column => dataset.Key.Contains((string)column["name"])).ToList();
        return model;
    }

    // A model that selects every column of the dataset.
    private Dictionary<string, object> Gold(DatasetDefinition dataset)
    {
        var columns = dataset.Columns.Select(column => new GoldColumn(column.Name, column.Type, "")).ToList();
        var slot = new GoldSlot(new GoldTable(dataset.Name, columns, dataset.Key));
        var model = slot.Model(1, dialect);
        model["milliseconds"] = model["wait"] = ServerTimeouts.Milliseconds(ServerTimeouts.Lock);
        model["with"] = "";
        model["query"] = $"select {string.Join(", ", dataset.Columns.Select(column => sql.QuoteName(column.Name)))} from silver.{sql.QuoteName(dataset.Name)}";
        model["view"] = slot.View;
        (model["first"], model["second"], model["slot"]) = (slot.Table(1), slot.Table(2), "1");
        model["feed"] = "FEED";
        model["grain_index"] = GeneratedNames.Of(slot.Table(1), "__grain");
        return model;
    }
}
