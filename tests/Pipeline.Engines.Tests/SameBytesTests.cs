using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Tests.Citus;
using Pipeline.Engines.Tests.SqlServer;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests;

/// <summary>Random nights into two engines: every table holds the same values, and orders them alike.</summary>
public sealed class SameBytesTests
{
    private const int Nights = 5;

    private const string Datasets = """
          things:
            source: vendor
            file: things.json
            mode: full
            key: [id]
            guards: { max_deleted: off, max_changed: off, max_quarantined: off, row_band: off, size_band: off }
            columns:
              id: text
              t: text
              folded: { from: t, type: text, normalise: [trim, nfc, casefold] }
              i: integer
              n: { type: integer, tracked: false }
              r: real
              d: "decimal(12,4)"
              big: "decimal(28,10)"
              b: boolean
              day: date
              at: timestamp
            lists:
              parts: { key: [name], columns: { name: text, weight: "decimal(9,3)" } }
          events:
            source: vendor
            file: events.json
            mode: append
            key: [id]
            guards: { max_deleted: off, max_changed: off, max_quarantined: off, row_band: off, size_band: off }
            columns: { id: text, began: timestamp, ended: timestamp, mb: real }
          prices:
            source: vendor
            file: prices.json
            mode: upsert
            key: [id]
            guards: { max_deleted: off, max_changed: off, max_quarantined: off, row_band: off, size_band: off }
            columns: { id: text, price: "decimal(15,2)" }
        """;

    // It joins by hashes too, because ids may end in a blank, which T-SQL leaves out when it compares.
    private const string Model = """
        -- One row is a thing, in every helper's words.
        -- grain: id
        -- reads: silver.things, silver.parts, silver.events
        -- columns:
        --   id             text           its key
        --   is_there       integer        whether it is open
        --   names          text           its parts, in order
        --   micros         integer        microseconds of all events
        --   half           decimal(15,3)  a ratio that is rounded
        --   odd            decimal(15,0)  another
        --   whole_r        integer        a rounded double
        --   first_at       timestamp      an instant
        --   first_day      date           a date
        with
        names as (
            select p.things_id, p.parent_key_hash, {{string_agg 'p.name' ', ' 'p.name'}} as names
            from silver.parts as p
            where {{is_true 'p.is_current'}}
            group by p.things_id, p.parent_key_hash
        ),
        spans as (
            select sum({{microseconds_between 'e.began' 'e.ended'}}) as micros from silver.events as e
        )
        select
            t.id,
            case when {{is_true 't.is_current'}} then 1 else 0 end as is_there,
            n.names,
            s.micros,
            {{ratio 't.i' '16' 3}} as half,
            {{ratio 't.i' '-2' 0}} as odd,
            {{whole 't.r * 10'}} as whole_r,
            t.at as first_at,
            t.day as first_day
        from silver.things as t
        left join names as n on n.things_id = t.id and n.parent_key_hash = t.key_hash
        cross join spans as s
        where {{is_true 't.is_latest'}}
        """;

    private const string Question = """
        -- question: How many things are there?
        -- unit: things
        -- type: integer
        select count(*) as value
        from silver.things as t
        where {{is_true 't.is_current'}}
        """;

    private static readonly string[] Texts =
        ["", " ", "a", "A", "a ", "b", "ß", "ss", "é", "e\u0301", "Z", "_", "-", "😀", "\uffee", "𝒳 non-BMP", "null", "'; drop table x; --", "\"", "ä\nö", "\t", "zebra", "Ö"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Random_nights_leave_the_same_values_in_SQLite_and_in_PostgreSQL(int seed) => CompareAsync(() => new PostgresProbe(), seed);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Random_nights_leave_the_same_values_in_SQLite_and_in_a_cluster(int seed) => CompareAsync(NamedCluster.NewWarehouse, seed);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Random_nights_leave_the_same_values_in_SQLite_and_in_SQL_Server(int seed) => CompareAsync(NamedServer.NewWarehouse, seed, IsOrderedOtherwise);

    // T-SQL fills the shorter of two texts with blanks when it compares, and takes UTF-16 code units: docs/engines.md.
    private static bool IsOrderedOtherwise(string text) =>
        text.Length == 0 || text[^1] == ' ' || text.Any(letter => letter is < ' ' or >= '\ud800');

    private static async Task CompareAsync(Func<WarehouseProbe> newServer, int seed, Func<string, bool>? isOrderedOtherwise = null)
    {
        using var sqlite = new NightRig(new SqliteProbe());
        using var server = new NightRig(newServer(), sqlite.Source);
        foreach (var rig in new[] { sqlite, server })
        {
            var random = new Random(seed);
            rig.Feed(Datasets);
            rig.Sql("gold/thing_words.sql", Model);
            rig.Sql("questions/01-things.sql", Question);
            for (var night = 1; night <= Nights; night++)
            {
                rig.Put("things.json", Json(random.Next(8, 40), _ => Thing(random)));
                rig.Put("events.json", Json(random.Next(5), i => Event(random, (night * 100) + i)));
                rig.Put("prices.json", Json(random.Next(6), i => new() { ["id"] = $"p{i}", ["price"] = random.Next(100_000_000) / 100m }));
                var report = await rig.RunAsync(night);
                Assert.True(!report.Faults.Any(), string.Join('\n', report.Faults.Select(fault => fault.Message)));
            }
        }

        foreach (var schema in new[] { "bronze", "silver", "history", "gold" })
        {
            Assert.Equal(sqlite.Warehouse.Tables(schema), server.Warehouse.Tables(schema));
            Assert.Equal(Dump(sqlite.Warehouse, schema), Dump(server.Warehouse, schema));
        }

        Assert.NotEmpty(server.Rows("select id from gold.thing_words"));
        foreach (var order in new[] { "t", "folded", "r", "d", "i", "at", "day" })
        {
            var sql = $"select id, {order} from silver.things where valid_to is null and {order} is not null order by {order}, key_hash, valid_from";
            Assert.Equal(Ids(sqlite, sql), Ids(server, sql));
        }

        List<string?> Ids(NightRig rig, string sql) =>
            [.. rig.Warehouse.Query(sql).Where(row => isOrderedOtherwise?.Invoke(row[1]!) is not true).Select(row => row[0])];
    }

    private static List<string> Dump(WarehouseProbe warehouse, string schema) =>
    [
        .. warehouse.Tables(schema).Where(table => !warehouse.Columns(schema, table).All(OurWork.Columns.Contains)).SelectMany(table =>
        {
            // generation digests the engine's own words; fresh or stale depends on the clock at the time of reading; on a cluster the
            // feed's text says where its tables lie
            var columns = warehouse.Columns(schema, table)
                .Where(column => !OurWork.Columns.Contains(column) && column is not ("generation" or "state" or "feed_text"))
                .ToList();
            return warehouse.Query($"select {string.Join(", ", columns.Select(SqlLibrary.Quote))} from {schema}.{SqlLibrary.Quote(table)}")
                .Select(row => $"{schema}.{table} " + string.Join('|', columns.Zip(row, (column, value) => $"{column}={Plain(value)}")))
                .Order(StringComparer.Ordinal);
        }),
    ];

    // SQLite keeps declared decimals as doubles, which .NET may write with an exponent.
    private static string Plain(string? value) => value is null ? "null"
        : decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && value.Contains('E', StringComparison.Ordinal)
            ? number.ToString("0.############################", CultureInfo.InvariantCulture)
            : $"'{value}'";

    private static Dictionary<string, object?> Thing(Random random) => new()
    {
        ["id"] = $"k{random.Next(30)}{Texts[random.Next(4)]}",
        ["t"] = Maybe(random, () => Texts[random.Next(Texts.Length)]),
        ["i"] = Maybe(random, () => random.Next(3) == 0 ? random.NextInt64() >> 24 : random.Next(-40, 40)),
        ["n"] = random.Next(3),
        ["r"] = Maybe(random, () => random.Next(-100_000, 100_000) / 20d),
        ["d"] = Maybe(random, () => random.Next(-999_999, 999_999) / 10_000m),
        ["big"] = Maybe(random, () => random.Next() * 123_456_789.0123456789m),
        ["b"] = random.Next(12) == 0 ? "neither" : Maybe(random, () => random.Next(2) == 0),
        ["day"] = Maybe(random, () => random.Next(4) switch { 0 => "0001-01-01", 1 => "9999-12-31", 2 => "1969-12-31", _ => "2021-02-03" }),
        ["at"] = Maybe(random, () => random.Next(4) switch
        {
            0 => "0001-01-01T00:00:00Z",
            1 => "9999-12-31T23:59:59.999999Z",
            2 => "1999-12-31T23:59:59.123456+01:00",
            _ => "2021-12-01T10:00:00.000001Z",
        }),
        ["parts"] = Enumerable.Range(0, random.Next(4))
            .Select(i => new Dictionary<string, object?> { ["name"] = $"{Texts[random.Next(2, Texts.Length)]}{i}", ["weight"] = random.Next(9_999) / 1000m })
            .ToList(),
    };

    private static Dictionary<string, object?> Event(Random random, int id) => new()
    {
        ["id"] = $"e{id}",
        ["began"] = $"2021-12-01T10:{random.Next(60):00}:00.{random.Next(1_000_000):000000}Z",
        ["ended"] = $"2021-12-01T{random.Next(9, 14):00}:00:00.{random.Next(1_000_000):000000}Z",
        ["mb"] = random.Next(1000) / 8d,
    };

    private static object? Maybe(Random random, Func<object> value) => random.Next(6) == 0 ? null : value();

    private static string Json(int count, Func<int, Dictionary<string, object?>> row) =>
        JsonSerializer.Serialize(Enumerable.Range(0, count).Select(row).ToList());
}
