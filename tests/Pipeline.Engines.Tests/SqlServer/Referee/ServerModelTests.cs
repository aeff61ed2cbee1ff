using Microsoft.SqlServer.Dac.Model;
using Pipeline.Engines.SqlServer;
using Pipeline.Testing.Folding;

namespace Pipeline.Engines.Tests.SqlServer.Referee;

/// <summary>SQL Server would find every table, column, parameter and function that the worker's statements name.</summary>
public sealed class ServerModelTests
{
    private const string CaseSensitive = "Latin1_General_100_CS_AS";
    private const string CaseInsensitive = "SQL_Latin1_General_CP1_CI_AS";

    // Each name is tried on one of the two versions in a usual test run, and on both where PIPELINE_TEST_CASES asks for more.
    [Theory]
    [InlineData(SqlServerVersion.Sql150, CaseSensitive, 0)]
    [InlineData(SqlServerVersion.Sql160, CaseInsensitive, 1)]
    public void Every_statement_names_what_is_there_whatever_a_feed_calls_it(SqlServerVersion version, string collation, int part)
    {
        var library = TransactSqlTexts.Library(SqlServerStorage.Page);
        var databases = TestSetting.IsThorough ? RefereeTexts.OfHostileNames(library) : RefereeTexts.OfHostileNames(library, part, parts: 2);

        AssertResolved(databases, version, collation, atLeast: 800);
    }

    [Theory]
    [InlineData(SqlServerVersion.Sql150, CaseSensitive)]
    [InlineData(SqlServerVersion.Sql160, CaseInsensitive)]
    public void Every_model_check_and_question_names_what_is_there(SqlServerVersion version, string collation) =>
        AssertResolved(RefereeTexts.OfFeeds(TransactSqlTexts.Library(SqlServerStorage.Page)), version, collation, atLeast: 200);

    [Theory]
    [InlineData("select x from silver.t", "[silver].[t].[x]")]
    [InlineData("select a from silver.nothing", "[silver].[nothing]")]
    [InlineData("select A from silver.t", "[silver].[t].[A]")]
    [InlineData("update silver.t set a = 1 where b = 2", "[silver].[t].[b]")]
    [InlineData("insert into silver.t (a, b) values (1, 2)", "[silver].[t].[b]")]
    [InlineData("with w as (select a as c from silver.t) select d from w", "column d")]
    [InlineData("select column_name from information_schema.columns", "[information_schema].[columns]")]
    [InlineData("select Name from sys.tables", "[sys].[tables].[Name]")]
    [InlineData("select t.nam from sys.tables as t join sys.columns as c on c.object_id = t.object_id", "[sys].[tables].[nam]")]
    [InlineData("exec sp_getapplock @resource = N'x'", "[sp_getapplock].[@resource]")]
    [InlineData("exec sp_who @x = 1", "[sp_who]")]
    public void What_is_not_there_is_found(string sent, string named)
    {
        using var model = new ServerModel(SqlServerVersion.Sql150, CaseSensitive);
        model.AddSchema(new SentText("schema", "create schema silver"));
        model.AddSchema(new SentText("table", "create table silver.t (a int not null)"));
        model.AddSent(new SentText("sent", sent));

        Assert.Contains(model.Mistakes(), mistake => mistake.Contains(named, StringComparison.Ordinal));
    }

    private static void AssertResolved(IEnumerable<SentTexts> databases, SqlServerVersion version, string collation, int atLeast)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var mistakes = new List<string>();
        foreach (var texts in databases)
        {
            using var model = new ServerModel(version, collation);
            foreach (var text in texts.Schema)
            {
                model.AddSchema(text);
            }

            foreach (var text in texts.Sent.Where(text => seen.Add(text.Text))) // many don't depend on the dataset
            {
                model.AddSent(text);
            }

            mistakes.AddRange(model.Mistakes());
        }

        Assert.True(mistakes.Count == 0, string.Join("\n\n", mistakes.Take(12)));
        Assert.True(seen.Count >= atLeast, $"only {seen.Count} texts");
    }
}
