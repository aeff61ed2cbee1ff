using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.SqlServer;
using Pipeline.Engines.Tests.SqlServer.Referee.Rules;
using Pipeline.Engines.Tests.SqlServer.Referee.Typing;

namespace Pipeline.Engines.Tests.SqlServer.Referee;

/// <summary>What a model of names does not see: each rule finds what it is for, and nothing in what the worker sends.</summary>
public sealed class ServerRulesTests
{
    private static readonly IServerRule[] Rules =
    [
        new ColumnCheckRule(), new NamePartsRule(), new StatementRule(), new MaxTextRule(), new ComparedTypesRule(), new SemicolonRule(), new HintRule(),
        new InsertCountRule(), new DivisionRule(),
    ];

    private static readonly string[] Table =
    [
        "create table silver.t (a int not null, b nvarchar(max), c nvarchar(20), v datetime2(6) not null, w datetime2(6), h binary(16), d decimal(18, 2))",
    ];

    [Fact]
    public void No_statement_breaks_a_rule_whatever_a_feed_calls_its_columns() =>
        AssertKept(RefereeTexts.OfHostileNames(TransactSqlTexts.Library(SqlServerStorage.Page)));

    [Fact]
    public void No_model_check_or_question_breaks_a_rule() =>
        AssertKept(RefereeTexts.OfFeeds(TransactSqlTexts.Library(SqlServerStorage.Page)));

    [Theory]
    [InlineData("create table silver.x (a int, b int check (b > a))", "the check of column 'b' names column 'a' (Msg 8141)")]
    [InlineData("select silver.t.a from silver.t", "silver.t.a names a column by 3 parts")]
    [InlineData("exec (N'create schema silver')", "create schema silver is not behind a test whether it is there")]
    [InlineData("create login x with password = 'y'", "CreateLoginStatement is nothing that the worker's role is known to may do")]
    [InlineData("select wait_type from sys.dm_os_wait_stats", "sys.dm_os_wait_stats is neither in a schema of the worker's role nor a view that everybody may read")]
    [InlineData("exec sp_configure N'x', 1", "sp_configure is no procedure that the worker's role is known to may call")]
    [InlineData("create table silver.x (a nvarchar(max) not null primary key)", "'a' is in a key and of any length (Msg 1919)")]
    [InlineData("select a from silver.t order by b", "b is of any length, and rows are sorted or grouped by it")]
    [InlineData("select x.a from silver.t as x join silver.t as y on y.b = x.c", "y.b is of any length, and tables are joined by it")]
    [InlineData("select x.a from silver.t as x join silver.t as y on y.a = x.c", "y.a = x.c: the column x.c is converted for every row (int against nvarchar(20))")]
    [InlineData("select a from silver.t where c = 7", "c = 7: the column c is converted for every row (nvarchar(20) against int)")]
    [InlineData("if 1 = 1 throw 50000, N'x', 1", "'throw' comes after '1', which is no semicolon")]
    [InlineData("select a from silver.t with x as (select a from silver.t) select a from x", null)]
    [InlineData("select a from silver.t with (nolock)", "silver.t with (nolock): the hint NoLock does nothing there")]
    [InlineData("update silver.t with (tablock) set a = 1 where a = 2", "silver.t with (tablock): the hint TabLock does nothing there")]
    [InlineData("insert into silver.t (a, c) select a from silver.t", "insert into silver.t names 2 columns and brings 1")]
    [InlineData("select cast(cast(a as decimal(38, 0)) / cast(3 as decimal(16, 0)) as decimal(38, 9)) as q from silver.t", "cast(cast(a as decimal(38, 0)) / cast(3 as decimal(16, 0)) as decimal(38, 9)) has 6 digit(s) after the point, and is cast to decimal(38, 9)")]
    [InlineData("select cast(a / 3 as decimal(9, 2)) as q from silver.t", "cast(a / 3 as decimal(9, 2)) has 0 digit(s) after the point, and is cast to decimal(9, 2)")]
    public void A_rule_finds_what_it_is_for(string sent, string? mistake)
    {
        if (mistake is null)
        {
            Assert.Throws<InvalidOperationException>(() => TSql.Parse(sent)); // the parser itself refuses it
            return;
        }

        Assert.Equal([mistake], Mistakes(sent, CatalogOf(Table)));
    }

    [Fact]
    public void A_view_of_gold_reads_once_which_slot_is_published()
    {
        var views = RefereeTexts.OfFeeds(TransactSqlTexts.Library(SqlServerStorage.Page))
            .SelectMany(texts => texts.Schema)
            .Where(text => text.Name.StartsWith("gold/create_view", StringComparison.Ordinal))
            .Select(text => TSql.Parse(text.Text))
            .ToList();

        Assert.NotEmpty(views);
        Assert.All(views, view => Assert.Single(TSql.All<NamedTableReference>(view), table => table.SchemaObject.BaseIdentifier.Value == "published"));
    }

    private static void AssertKept(IEnumerable<SentTexts> databases)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var mistakes = new List<string>();
        foreach (var texts in databases)
        {
            var catalog = CatalogOf(texts.Schema.Select(text => text.Text));
            foreach (var text in texts.Schema.Concat(texts.Sent).Where(text => seen.Add(text.Text) && !IsForTheOwner(text.Name)))
            {
                mistakes.AddRange(Mistakes(text.Text, catalog).Select(mistake => $"{text.Name}: {mistake}"));
            }
        }

        Assert.True(mistakes.Count == 0, $"{mistakes.Count} mistakes\n{string.Join("\n", mistakes.Take(40))}");
    }

    // The script of the roles is run by the database's owner.
    private static bool IsForTheOwner(string name) => name.StartsWith("roles.sql ", StringComparison.Ordinal);

    private static IReadOnlyList<string> Mistakes(string text, Catalog catalog)
    {
        var tree = TSql.Parse(text);
        var types = Binder.Of(tree, catalog);
        return [.. Rules.SelectMany(rule => rule.Mistakes(tree, types)).Distinct()];
    }

    private static Catalog CatalogOf(IEnumerable<string> texts)
    {
        var catalog = new Catalog();
        foreach (var text in texts)
        {
            catalog.Add(text);
        }

        return catalog;
    }
}
