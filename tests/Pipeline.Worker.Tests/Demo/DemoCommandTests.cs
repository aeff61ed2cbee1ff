using System.Diagnostics;
using System.Text.RegularExpressions;
using Pipeline.Testing;
using Pipeline.Worker.Demo;
using Pipeline.Worker.Tests.Cli.Commands;

namespace Pipeline.Worker.Tests.Demo;

public sealed partial class DemoCommandTests : CommandTest
{
    private static readonly Dictionary<string, string> Home = new() { ["PIPELINE_HOME"] = PipelineCli.Repository };

    [Fact]
    public async Task Three_nights_come_by_ftp_and_become_history_and_answers()
    {
        Assert.SkipWhen(VsftpdServer.WhyNot() is not null, VsftpdServer.WhyNot() ?? "");

        var demo = Scrubbed(await PipelineCli.RunAsync(Folder.Path, Home, "demo"));

        Assert.True(demo.ExitCode == 0, demo.Error);
        Assert.StartsWith("An FTP server (vsftpd) on 127.0.0.1, port ", demo.Output, StringComparison.Ordinal);
        Assert.Equal(3, NightTitle().Count(demo.Output));
        Assert.Equal(
            ["25", "0", "1"],
            MoviesRow().Matches(demo.Output).Select(row => row.Groups["new"].Value));
        Assert.Equal(
            ["01 75", "02 5", "03 10", "04 8:15:31", "05 1.275311031", "06 48"],
            AnswerRow().Matches(demo.Output).Select(row => $"{row.Groups["id"].Value} {row.Groups["answer"].Value}"));
        Assert.Contains("pages         713 -> 412", demo.Output, StringComparison.Ordinal);
        Assert.Contains("from 2021-12-30 01:00:00 to 2021-12-31 01:00:00, deleted by the vendor, kept", demo.Output, StringComparison.Ordinal);
        Assert.Contains("Gold lies in FOLDER/warehouse-demo/gold.db", demo.Output, StringComparison.Ordinal);
        await WhatToTryWorksAsync(demo.Output);
    }

    [Fact]
    public async Task A_folder_that_no_demo_has_made_is_left_alone()
    {
        var precious = Folder.Write("warehouse-demo/silver.db", "precious");

        var refused = Scrubbed(await PipelineCli.RunAsync(Folder.Path, Home, "demo"));

        Assert.Equal(
            """
            The folder FOLDER/warehouse-demo is there already, and no demo has made it: it has no file .pipeline-demo.
            A demo begins from scratch, and must not take away what somebody else has put there.
            Nothing was read or written.
            Name another folder: ./pipeline demo --keep DIR
            """,
            refused.Error.TrimEnd());
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("precious", await File.ReadAllTextAsync(precious, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_demo_takes_away_what_the_last_one_made_and_nothing_else()
    {
        DemoFolder.Prepare(Folder["demo"]);
        Folder.Write("demo/silver.db-wal", "");
        Folder.Write("demo/archive/streaming/x", "");
        var mine = Folder.Write("demo/notes.txt", "mine");

        DemoFolder.Prepare(Folder["demo"]);

        Assert.Equal([Folder["demo/.pipeline-demo"], mine], Directory.EnumerateFileSystemEntries(Folder["demo"]).Order(StringComparer.Ordinal));
    }

    // As printed, from the same folder; the launcher itself would build the worker again, so the built one is started instead.
    private async Task WhatToTryWorksAsync(string output)
    {
        var commands = output[output.IndexOf("What to try next:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .Where(line => line.Length > 0).Select(line => line.Trim()).ToList();
        Assert.Equal(5, commands.Count);
        foreach (var command in commands)
        {
            var start = new ProcessStartInfo("bash", ["-c", command.Replace($"{PipelineCli.Repository}/pipeline", $"dotnet '{PipelineCli.Worker}'", StringComparison.Ordinal)])
            {
                WorkingDirectory = Folder.Path,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["PIPELINE_HOME"] = PipelineCli.Repository;
            start.RedirectStandardInput = true;
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var result = await PipelineCli.EndAsync(process);
            Assert.True(result.ExitCode == 0, $"{command}: {result.Error}");
            Assert.NotEmpty(result.Output);
        }
    }

    [GeneratedRegex(@"^streaming, night 2021-12-(29|30|31)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex NightTitle();

    [GeneratedRegex(@"^movies +(?<new>\d+) .* accepted$", RegexOptions.Multiline)]
    private static partial Regex MoviesRow();

    [GeneratedRegex(@"^(?<id>0\d)  .*\?  +(?<answer>\S+)  ", RegexOptions.Multiline)]
    private static partial Regex AnswerRow();
}
