using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary>The SQL that a DBA reads before anything is run.</summary>
public sealed class SqlCommandTests : CommandTest
{
    public SqlCommandTests() => LibraryFeed.Write(Folder);

    [Fact]
    public async Task The_statements_of_an_operation_are_printed_in_their_order_and_nothing_is_connected_to()
    {
        var shown = await SucceedAsync("sql", "lease", "library.books", "--warehouse", "postgres:Host=nowhere.invalid;Database=d");
        Assert.StartsWith(
            """
            -- lease of library.books on postgres: Makes one process the only one that works on a feed; at the beginning of a run and before each commit.
            -- @name is a parameter. A statement that has nothing to do on a night is not sent.

            -- lease/lock

            """,
            shown.Output,
            StringComparison.Ordinal);
        Assert.EndsWith(";\n", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_operation_they_are_listed()
    {
        var shown = await SucceedAsync("sql");
        Assert.Contains("merge      Folds the changes of a night into silver and records that it is accepted; in one transaction.", shown.Output, StringComparison.Ordinal);
        Assert.EndsWith("See the statements of one: ./pipeline sql merge streaming.books\n", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public Task An_operation_that_does_not_exist_is_refused() => RefusesAsync(
        2,
        """
        There is no operation 'mrge'; there are migrate, lease, schema, compare, land, merge, correct, gold, publish, verify, erase.
        Each operation has its own statements.
        Nothing was read or written.
        See what each of them does: ./pipeline sql
        """,
        "sql", "mrge", "library.books");

    [Fact]
    public Task Without_a_dataset_it_says_how_to_write_it() => RefusesAsync(
        2,
        """
        '' does not name a dataset; write FEED.DATASET.
        Two feeds may have datasets of the same name, so both names are needed.
        Nothing was read or written.
        Write it like this: ./pipeline sql merge streaming.books
        """,
        "sql", "merge");
}
