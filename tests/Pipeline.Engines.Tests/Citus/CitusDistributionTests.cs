using Pipeline.Core.Gold.Models;
using Pipeline.Core.Migration;
using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Citus;

/// <summary>What only a cluster has: places, and what can't be joined across them.</summary>
public sealed class CitusDistributionTests : IDisposable
{
    private const string Datasets = """
          orders:
            source: vendor
            file: orders.json
            mode: full
            key: [shop, no]
            columns: { shop: text, no: integer, sku: text }
            lists: { lines: { key: [line], columns: { line: integer, sku: text } } }
          returns:
            source: vendor
            file: returns.json
            mode: full
            key: [shop, no]
            columns: { shop: text, no: integer, sku: text }
          products:
            source: vendor
            file: products.json
            mode: full
            key: [sku]
            columns: { sku: text, name: text }
        """;

    private const string Fits = """
        -- One row is a shop and a product.
        -- grain: shop, name
        -- reads: silver.orders, silver.lines, silver.products
        -- columns:
        --   shop   text     its name
        --   name   text     the product
        --   lines  integer  how many lines
        select o.shop, p.name, count(*) as lines
        from silver.orders as o
        inner join silver.lines as l on l.orders_shop = o.shop and l.orders_no = o.no and {{is_true 'l.is_current'}}
        inner join silver.products as p on p.sku = l.sku and {{is_true 'p.is_current'}}
        where {{is_true 'o.is_current'}}
        group by o.shop, p.name
        """;

    private const string Misfits = """
        -- One row: orders whose product was returned anywhere.
        -- grain: one row
        -- reads: silver.orders, silver.returns
        -- columns:
        --   orders  integer  how many
        select count(*) as orders
        from silver.orders as o
        where exists (select 1 from silver.returns as r where r.sku = o.sku and r.shop <> o.shop)
        """;

    private readonly NightRig _rig = new(NamedCluster.NewWarehouse());

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Tables_of_a_feed_lie_together_and_a_model_that_joins_across_is_named_before_a_night_runs_it()
    {
        _rig.Feed(Datasets);
        _rig.Sql("gold/shop_products.sql", Fits);
        _rig.Sql("gold/returned_elsewhere.sql", Misfits);
        _rig.Sql("checks/shop_products.are_known.sql", "-- Every name is a product.\nselect g.name from gold.shop_products as g left join silver.products as p on p.name = g.name where p.sku is null");
        await using var warehouse = _rig.Warehouse.Open();
        var feed = _rig.Read();

        Assert.Equal(
            ["gold/returned_elsewhere.sql: complex joins are only supported when all distributed tables are co-located and joined on their distribution columns"],
            (await warehouse.Gold.TryAsync(feed, GoldLibrary.Read(feed, "postgres").Queries(feed, warehouse.Sql), TestContext.Current.CancellationToken)).Select(mistake => $"{mistake}"));
        Assert.Empty(_rig.Rows("select c.relname from pg_class as c where c.relname in ('orders', 'lines', 'returns', 'products') or c.relname like 'shop_products%'"));

        File.Delete(Path.Combine(_rig.FeedFiles(), "gold", "returned_elsewhere.sql"));
        _rig.Put("orders.json", """[{"shop":"B","no":1,"sku":"x","lines":[{"line":1,"sku":"x"},{"line":2,"sku":"y"}]},{"shop":"C","no":1,"sku":"y","lines":[{"line":1,"sku":"y"}]}]""");
        _rig.Put("returns.json", """[{"shop":"C","no":1,"sku":"x"}]""");
        _rig.Put("products.json", """[{"sku":"x","name":"Lamp"},{"sku":"y","name":"Table"}]""");
        var report = await _rig.RunAsync(1);

        Assert.Equal([], report.Faults.Select(fault => fault.Message));
        Assert.Equal("B Lamp 1\nB Table 1\nC Table 1", _rig.Rows("select shop, name, lines from gold.shop_products order by shop, name"));
        Assert.Equal(
            """
            bronze.orders distributed record_no
            silver.lines distributed orders_shop
            silver.lines__superseded distributed orders_shop
            silver.orders distributed shop
            silver.products reference <none>
            silver.returns distributed shop
            """,
            _rig.Rows("""
                select cast(table_name as text), citus_table_type, distribution_column
                from public.citus_tables
                where cast(table_name as text) in (
                    'bronze.orders', 'silver.lines', 'silver.lines__superseded', 'silver.orders', 'silver.products', 'silver.returns'
                )
                order by cast(table_name as text) collate "C"
                """));
        Assert.Equal("1", _rig.Rows("select count(distinct colocation_id) from public.citus_tables where cast(table_name as text) in ('silver.lines', 'silver.orders', 'silver.returns')"));
        Assert.Empty(_rig.Rows("select relname from pg_class where relname like '%__stage%'"));
    }

    [Fact]
    public async Task Tables_that_are_spread_stay_where_they_are()
    {
        _rig.Feed(Datasets);
        await using var warehouse = _rig.Warehouse.Open();
        var feed = _rig.Read();
        foreach (var dataset in feed.AllDatasets)
        {
            await warehouse.Schema.PrepareAsync(feed.Name, dataset, TestContext.Current.CancellationToken);
        }

        var fault = await Assert.ThrowsAsync<DefinitionConflictException>(() =>
            warehouse.Schema.PrepareAsync(feed.Name, feed.Datasets[1] with { Distribution = null }, TestContext.Current.CancellationToken));
        Assert.Equal(
            """
            The feed file of 'shop' no longer fits the history of 'returns' in 1 place(s):
              the dataset is distributed by 'shop' in the cluster and would be kept on the coordinator alone
            That is decided when a dataset is first loaded, and loading on would spoil tables that were right until now.
            bronze.returns and silver.returns are unchanged.
            Put the definition back, or load the new one as a dataset of another name; then run: validate shop
            """,
            fault.Message);
    }

    [Fact]
    public async Task H11_the_column_by_which_records_are_spread_keeps_its_type()
    {
        const string things = "  things: { source: vendor, file: things.json, mode: full, key: [id], columns: { id: integer, v: integer } }";
        _rig.Feed(things);
        _rig.Put("things.json", """[{"id":1,"v":2}]""");
        Assert.Empty((await _rig.RunAsync(1)).Faults);

        _rig.Feed(things.Replace("id: integer, v: integer", "id: \"decimal(22,1)\", v: \"decimal(22,1)\"", StringComparison.Ordinal));
        await using var warehouse = _rig.Warehouse.Open();
        var plan = await new FeedMigration(warehouse, _rig.Clock).PlanAsync(_rig.Read(), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["id integer becomes decimal(22,1): Its records are spread over the cluster by this column, and such a column keeps its type."],
            plan.Refused.Select(change => $"{change.Column} {change.What}: {change.Meaning}"));
    }
}
