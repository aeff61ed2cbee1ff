using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;

namespace Pipeline.Worker.Tests.Cli.Output;

/// <summary>What <c>migrate</c> shows of a database whose owner should set something.</summary>
public sealed class MigrationOutputTests
{
    private static readonly MigrateWarehouseResult Result = new(
        [new MigrationScript("0001_history_nights", WasRun: true)],
        [new SettingAdvice("READ_COMMITTED_SNAPSHOT is off in the database [dwh].", "Readers wait for a merge.", "alter database [dwh] set read_committed_snapshot on")]);

    [Theory]
    [InlineData(false, "sqlserver:db/dwh is up to date: 1 of 1 script(s) run now.")]
    [InlineData(true, "\"0001_history_nights\"")]
    public void Advice_is_a_note_beside_the_answer(bool isJson, string answer)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var flags = GivenFlags.Of(CommandLine.Root().Parse(["migrate"]));

        new MigrationOutput(new Terminal(output, error, isInteractive: false, isVerbose: false, flags), "sqlserver:db/dwh", isJson).Write(Result);

        Assert.Contains(answer, output.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            """
            READ_COMMITTED_SNAPSHOT is off in the database [dwh]. Readers wait for a merge. The database's owner can set it:
              alter database [dwh] set read_committed_snapshot on

            """,
            error.ToString().ReplaceLineEndings("\n"));
    }
}
