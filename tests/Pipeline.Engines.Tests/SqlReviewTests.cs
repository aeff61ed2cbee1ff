using Pipeline.Core.Feeds.Reading;
using Pipeline.Engines.Tests.SqlServer;
using Pipeline.Testing;

namespace Pipeline.Engines.Tests;

/// <summary>What a DBA is shown of the SQL that is sent.</summary>
public sealed class SqlReviewTests
{
    private static readonly string Feeds = Path.Combine(PipelineCli.Repository, "sql", "feeds");

    [Theory]
    [InlineData("sqlite", "sqlite")]
    [InlineData("postgres", "Host=db;Database=d")]
    [InlineData("sqlserver", "Server=db;Database=d")]
    public async Task Every_operation_is_rendered_for_every_dataset_without_a_connection(string engine, string location)
    {
        await using var warehouse = EngineKind.Find(engine)!.Open(location, "a test");
        var datasets = FeedReader.Read(Feeds, "streaming").AllDatasets.Concat(TransactSqlTexts.Names.SelectMany(name => TransactSqlTexts.Datasets(name, "k").Take(1)));
        foreach (var dataset in datasets)
        {
            foreach (var operation in warehouse.Review.Operations)
            {
                var statements = warehouse.Review.Render(operation, dataset);
                Assert.True(statements.Count > 0 || (engine == "sqlite" && operation.Name is "publish" or "gold"), $"{engine} {operation.Name}");
                Assert.All(statements, statement => Assert.NotEmpty(statement.Text));
                if (engine == "sqlserver")
                {
                    Assert.All(statements, statement => Assert.Empty(TransactSqlTests.Errors(statement.Text)));
                }
            }
        }
    }

    [Theory]
    [InlineData("sqlite", "sqlite")]
    [InlineData("postgres", "Host=db;Database=d")]
    [InlineData("sqlserver", "Server=db;Database=d")]
    public async Task No_statement_of_landing_and_merging_is_left_out(string engine, string location)
    {
        await using var warehouse = EngineKind.Find(engine)!.Open(location, "a test");
        var shown = warehouse.Review.Operations.SelectMany(operation => operation.Statements).ToHashSet();
        var sent = warehouse.Sql.Names.Where(name => name.StartsWith("land/", StringComparison.Ordinal) || name.StartsWith("merge/", StringComparison.Ordinal));
        Assert.Equal([], sent.Where(name => !shown.Contains(name)));
    }

    [Fact]
    public async Task The_merge_is_shown_in_the_order_in_which_it_runs()
    {
        await using var warehouse = EngineKind.Find("postgres")!.Open("Host=db;Database=d", "a test");
        var merge = warehouse.Review.Operations.Single(operation => operation.Name == "merge");
        Assert.Equal(
            "create_stage analyze_stage close_before_return close_changed close_gone refresh_untracked open_versions open_after_last_night keep_definition"
            + " keep_run_time accept_night use_approval hold_key check analyze_silver",
            string.Join(' ', warehouse.Review.Render(merge, FeedReader.Read(Feeds, "streaming").Datasets[0]).Select(statement => statement.Name.Split('/')[1])));
    }
}
