using System.CommandLine.Parsing;
using Pipeline.Testing;
using Pipeline.Worker.Cli.Commands;
using Pipeline.Worker.Cli.Parsing;

namespace Pipeline.Worker.Tests.Cli.Commands;

public sealed class CommandLineTests : CommandTest
{
    [Fact]
    public async Task The_help_names_every_command_an_example_of_each_and_the_exit_codes()
    {
        var help = await SucceedAsync();

        Assert.Contains("Exit codes: 0 done · 1 failed, or stopped by an operator · 2 the command line, a setting or a feed file is wrong", help.Output, StringComparison.Ordinal);
        Assert.Equal(
            """
            Examples:
              ./pipeline run streaming
              ./pipeline plan streaming
              ./pipeline approve streaming --night 2021-12-31 --dataset books --delivery 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --reason "the vendor confirmed that it closed its shop in Ulm"
              ./pipeline quarantine streaming
              ./pipeline status
              ./pipeline answer streaming
              ./pipeline explain streaming.books "The Lantern at Low Tide"
              ./pipeline as-of streaming.books --night 2021-12-30 --out books.csv
              ./pipeline withdraw streaming --night 2021-12-30 --reason "the vendor sent a test system's dump"
              ./pipeline verify streaming
              ./pipeline forget streaming.users someone@example.com --reason "request 4711"
              ./pipeline validate streaming
              ./pipeline publish streaming
              ./pipeline migrate
              ./pipeline roles --warehouse postgres:
              ./pipeline sql
              ./pipeline demo
            """,
            help.Output[help.Output.IndexOf("Examples:", StringComparison.Ordinal)..].TrimEnd());
    }

    [Fact]
    public void Every_example_in_the_help_is_understood()
    {
        var examples = CommandLine.Root().Subcommands.Cast<PipelineCommand>().SelectMany(command => command.Examples).ToList();

        Assert.True(examples.Count >= 16);
        Assert.All(examples, example =>
        {
            Assert.StartsWith("./pipeline ", example, StringComparison.Ordinal);
            var parsed = CommandLine.Root().Parse([.. CommandLineParser.SplitCommandLine(example["./pipeline ".Length..])]);
            Assert.Empty(parsed.Errors);
        });
    }

    [Fact]
    public Task A_command_line_that_is_not_understood_is_usage() => RefusesAsync(
        2,
        """
        Unrecognized command or argument '--nihgt'.
        Unrecognized command or argument '2022-03-01'.
        A command line is carried out as a whole or not at all.
        Nothing was read or written.
        See what it takes: ./pipeline run --help
        """,
        "run", "library", "--nihgt", "2022-03-01");

    [Fact]
    public async Task A_password_in_the_wrong_place_of_a_command_line_is_not_repeated()
    {
        var result = await RunAsync("run", "library", "ftp://me:hunter2@ftp.example.com/dumps");

        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain("hunter2", result.Error + result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_words_of_its_own_still_says_what_is_untouched_and_where_it_arose_when_asked()
    {
        LibraryFeed.Write(Folder);
        LibraryFeed.Deliver(Folder, "2022-03-01", "1,Dune,412");
        Folder.Write("warehouse", "a file where the folder should be");

        var plain = await RunAsync("run", "library", "--night", "2022-03-01");
        var verbose = await RunAsync("run", "library", "--night", "2022-03-01", "--verbose");

        Assert.Equal(
            """
            Unexpected error: The file 'FOLDER/warehouse' already exists. The step in progress was rolled back.
            The command did not finish.
            What was accepted or published before is unchanged: each step is committed whole or not at all.
            Fix the cause and run it again; with --verbose it also says where it failed.
            """,
            plain.Error.TrimEnd());
        Assert.Equal(1, plain.ExitCode);
        Assert.Contains("   at Pipeline.", verbose.Error, StringComparison.Ordinal);
    }
}
