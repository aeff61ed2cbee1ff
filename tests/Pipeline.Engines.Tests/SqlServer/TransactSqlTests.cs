using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Pipeline.Engines.Sql.Gold;
using Pipeline.Engines.Sql.Schema;
using Pipeline.Engines.SqlServer;

namespace Pipeline.Engines.Tests.SqlServer;

/// <summary>Every T-SQL text parses, whatever the feed file holds, and names what the feed file names.</summary>
public sealed class TransactSqlTests
{
    [Theory]
    [InlineData("page", int.MaxValue, 5_000)]
    [InlineData("columnstore", 2, 500)]
    [InlineData("rows", 2, 500)]
    public void Every_text_that_the_worker_can_send_parses(string storage, int names, int atLeast)
    {
        var library = TransactSqlTexts.Library(SqlServerStorage.Find(storage)!);
        var visited = 0;
        var parsed = new HashSet<string>(StringComparer.Ordinal);
        var mistakes = new List<string>();
        foreach (var (name, text) in TransactSqlTexts.All(library, names))
        {
            visited++;
            if (!parsed.Add(text))
            {
                continue; // most texts don't depend on the dataset, or not on its mode
            }

            _ = Parse(text, out var errors);
            mistakes.AddRange(errors.Select(error => $"{name}: {error.Message} (line {error.Line})\n{text}"));
        }

        Assert.True(mistakes.Count == 0, string.Join("\n\n", mistakes.Take(5)));
        Assert.True(visited >= atLeast, $"only {visited} texts");
    }

    /// <summary>Why a text does not parse; empty where it does.</summary>
    internal static IReadOnlyList<string> Errors(string text)
    {
        _ = Parse(text, out var errors);
        return [.. errors.Select(error => error.Message)];
    }

    [Fact]
    public void Names_are_names_and_nothing_else()
    {
        var library = TransactSqlTexts.Library(SqlServerStorage.Page);
        foreach (var (name, column) in TransactSqlTexts.Names.Zip(TransactSqlTexts.Names.Skip(1)))
        {
            var dataset = TransactSqlTexts.Datasets(name, column).First();
            var model = DatasetSql.Model(dataset, SqlServerDialect.Instance);
            var tree = Parse(library.Render("schema/create_silver", model), out _);
            var found = new Identifiers();
            tree.Accept(found);
            Assert.Contains(name, found.Values);
            Assert.All(dataset.Columns, c => Assert.Contains(c.Name, found.Values));
            Assert.Contains(found.Literals, literal => literal == $"silver.{SqlServerDialect.Quote(name)}");
            Assert.Equal(5, ((TSqlScript)tree).Batches.Single().Statements.Count);
        }
    }

    [Fact]
    public void Names_that_the_worker_makes_have_at_most_63_bytes_and_differ()
    {
        var made = TransactSqlTexts.Names
            .SelectMany(name => TransactSqlTexts.Datasets(name, "k").Take(1))
            .SelectMany(dataset => DatasetSql.Model(dataset, SqlServerDialect.Instance)
                .Where(entry => entry.Key.EndsWith("_index", StringComparison.Ordinal) || entry.Key == "superseded_table")
                .Select(entry => (string)entry.Value))
            .ToList();

        Assert.Equal(TransactSqlTexts.Names.Count * 10, made.Distinct().Count());
        Assert.All(made, name => Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 63));
    }

    [Fact]
    public void What_not_every_engine_over_TDS_understands_is_not_used()
    {
        var library = TransactSqlTexts.Library(SqlServerStorage.Page);
        string[] refused = ["create or alter", "alter schema", "synonym", "percentile_cont", "hashbytes", "merge into", "nolock"];
        var texts = TransactSqlTexts.All(library).ToList();

        Assert.DoesNotContain(texts, text => refused.Any(word => text.Text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("select 1 as x", "", "select 1 as x")]
    [InlineData("-- with\nwith a as (select 'select' as \"select\", [select] from (select 1 as [select]) as i), b as (select 2 as y)\n-- select\nselect y from b", "-- with\nwith a as (select 'select' as \"select\", [select] from (select 1 as [select]) as i), b as (select 2 as y)\n-- select\n", "select y from b")]
    [InlineData("WITH a AS (SELECT 1 AS x) SELECT x FROM a union all select 2", "WITH a AS (SELECT 1 AS x) ", "SELECT x FROM a union all select 2")]
    public void The_expressions_before_a_query_are_split_from_the_query(string sql, string with, string select) =>
        Assert.Equal((with, select), SqlServerQuery.Split(sql));

    [Fact]
    public void A_literal_that_a_code_page_might_lose_is_written_in_Unicode() =>
        Assert.Equal(
            "select N'Größe', 'plain', N'ж', [é'], \"é\" -- 'é'",
            SqlServerQuery.WithUnicode("select 'Größe', 'plain', N'ж', [é'], \"é\" -- 'é'"));

    [Fact]
    public void A_query_reads_the_generation_in_the_making_and_leaves_literals_and_comments_alone() =>
        Assert.Equal(
            "select x from gold_slots.[t_1] join gold_slots.[t_1] on 'gold.t' = gold.u -- gold.t",
            GoldNames.InTheMaking(
                "select x from gold.t join gold.[t] on 'gold.t' = gold.u -- gold.t",
                new Dictionary<string, string> { ["t"] = "gold_slots.[t_1]" }));

    private static TSqlFragment Parse(string text, out IList<ParseError> errors)
    {
        using var reader = new StringReader(text);
        return new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    private sealed class Identifiers : TSqlFragmentVisitor
    {
        public HashSet<string> Values { get; } = [];

        public HashSet<string> Literals { get; } = [];

        public override void Visit(Identifier node) => Values.Add(node.Value);

        public override void Visit(StringLiteral node) => Literals.Add(node.Value);
    }
}
