using Npgsql;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary>Commands at the coordinator of a cluster, where one is named.</summary>
public sealed class ClusterCommandsTests : CommandTest
{
    private const string Feed = """
        feed: shop
        schedule: { at: "02:00", time_zone: Europe/Berlin }
        sources: { vendor: { url: "data/{night:yyyy-MM-dd}" } }
        datasets:
          customers:
            source: vendor
            file: customers.csv
            mode: full
            key: [email]
            columns: { email: text, city: text }
            checks: [ { not_null: city } ]
          orders:
            source: vendor
            file: orders.csv
            mode: full
            key: [email, no]
            columns: { email: text, no: integer, city: text }
            checks: [ { relationship: email, to: customers.email } ]
        distribution: { column: email }
        """;

    private const string Fits = """
        -- One row: what the customers ordered.
        -- grain: one row
        -- reads: silver.customers, silver.orders
        -- columns:
        --   orders  integer  how many
        select count(*) as orders
        from silver.customers as c
        inner join silver.orders as o on o.email = c.email and {{is_true 'o.is_current'}}
        where {{is_true 'c.is_current'}}
        """;

    private const string Misfits = """
        -- One row: orders to a city where a customer lives.
        -- grain: one row
        -- reads: silver.customers, silver.orders
        -- columns:
        --   orders  integer  how many
        select count(*) as orders
        from silver.orders as o
        where exists (select 1 from silver.customers as c where c.city = o.city and c.email <> o.email)
        """;

    private readonly string _database;

    public ClusterCommandsTests()
    {
        Assert.SkipUnless(CitusCluster.IsNamed, CitusCluster.Missing);
        _database = CitusCluster.Shared.CreateDatabase();
        Folder.Write("sql/feeds/shop/feed.yaml", Feed);
        Folder.Write("sql/feeds/shop/gold/ordered.sql", Fits);
    }

    private string Warehouse => $"postgres:{CitusCluster.Shared.ConnectionString(_database)}";

    [Fact]
    public async Task Validate_names_the_model_that_the_cluster_can_not_join_with_the_reason_of_its_plan()
    {
        await SucceedAsync("migrate", "--warehouse", Warehouse);
        Folder.Write("sql/feeds/shop/gold/same_city.sql", Misfits);

        var server = new NpgsqlConnectionStringBuilder(CitusCluster.Shared.ConnectionString());
        await RefusesAsync(
            2,
            $"""
            1 gold file(s) of feed 'shop' do not fit the tables of postgres:{server.Host}:{server.Port}/{_database}:
              gold/same_city.sql: complex joins are only supported when all distributed tables are co-located and joined on their distribution columns
            Gold is built from these files as a whole, so a night there would be loaded and none of its gold published.
            Nothing was written: the database was asked for its plans, on tables as a night makes them, and all of it was withdrawn.
            Rewrite the files, or name what they join on other columns in distribution: reference; then run: ./pipeline validate shop --warehouse postgres:
            """,
            "validate", "shop", "--warehouse", Warehouse);

        Folder.Write("sql/feeds/shop/feed.yaml", Feed.Replace("column: email }", "column: email, reference: [customers] }", StringComparison.Ordinal));
        var fits = await SucceedAsync("validate", "shop", "--warehouse", Warehouse);
        Assert.StartsWith("shop: valid, with 2 dataset(s), 0 nested list(s), 2 model(s), 2 check(s), 0 question(s)\n", fits.Output, StringComparison.Ordinal);
        CitusCluster.Shared.DropDatabase(_database);
    }

    [Theory]
    [InlineData("text", "a@x b@x c@x d@x")]
    [InlineData("integer", "17 -4 9223372036854775807 0")]
    public async Task A_customer_by_whom_records_are_spread_is_forgotten_and_the_next_nights_go_on(string type, string customers)
    {
        var (a, b, c, d) = customers.Split(' ') is [var first, var second, var third, var fourth] ? (first, second, third, fourth) : default;
        Folder.Write("sql/feeds/shop/feed.yaml", Feed.Replace("email: text", $"email: {type}", StringComparison.Ordinal));
        await SucceedAsync("migrate", "--warehouse", Warehouse);
        Deliver("2022-03-01", $"email,city\n{a},Rome\n{b},Oslo\n", $"email,no,city\n{a},1,Rome\n{b},1,Oslo\n");
        await SucceedAsync("run", "shop", "--night", "2022-03-01", "--warehouse", Warehouse);

        await SucceedAsync("forget", "shop.orders", a, "1", "--reason", "request 1", "--yes", "--warehouse", Warehouse);
        await SucceedAsync("forget", "shop.customers", a, "--reason", "request 1", "--yes", "--warehouse", Warehouse);
        await SucceedAsync("verify", "shop", "--all", "--warehouse", Warehouse);

        Deliver("2022-03-02", $"email,city\n{a},Bari\n{b},Oslo\n{c},Nice\n", $"email,no,city\n{a},1,Bari\n{b},1,Oslo\n{c},1,Nice\n");
        await SucceedAsync("run", "shop", "--night", "2022-03-02", "--warehouse", Warehouse);
        Deliver("2022-03-03", $"email,city\n{b},Oslo\n{c},Nice\n{d},Lyon\n", $"email,no,city\n{b},1,Oslo\n{c},1,Nice\n");
        await SucceedAsync("run", "shop", "--night", "2022-03-03", "--warehouse", Warehouse);
        await SucceedAsync("verify", "shop", "--all", "--warehouse", Warehouse);
        CitusCluster.Shared.DropDatabase(_database);
    }

    private void Deliver(string night, string customers, string orders)
    {
        foreach (var (file, text) in new[] { ("customers.csv", customers), ("orders.csv", orders) })
        {
            Folder.Write($"data/{night}/{file}", text);
            File.SetLastWriteTimeUtc(Path.Combine(Folder.Path, "data", night, file), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1));
        }
    }
}
