using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Testing;
using Pipeline.Testing.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Worker.Tests.Folding;

/// <summary>A feed of several random datasets side by side, taken through its course by commands.</summary>
internal sealed class RandomFeed : IDisposable
{
    /// <summary>Of so many cases one gives a dump back: each costs a command.</summary>
    private const int DumpsEach = 3;

    private const string Name = "cases";

    private readonly TempFolder _folder = new();
    private readonly SqliteProbe _warehouse = new();
    private readonly IReadOnlyList<FeedStep> _course;
    private readonly IReadOnlyList<RandomDataset> _cases;
    private readonly FeedDefinition _feed;

    /// <param name="number">The feed's number, which its course comes from.</param>
    /// <param name="datasets">How many datasets a whole feed has.</param>
    /// <param name="cases">Those of them that are tried.</param>
    public RandomFeed(int number, int datasets, IReadOnlyList<RandomDataset> cases)
    {
        _course = FeedStep.Course(new Random(number), RandomDataset.Nights, datasets);
        _cases = cases;
        _folder.Write($"sql/feeds/{Name}/feed.yaml", $$"""
            feed: {{Name}}
            schedule: { at: "02:00", time_zone: UTC, deadline: 1h }
            sources:
              vendor: { url: "data/{night:yyyy-MM-dd}" }
            datasets:
            {{string.Join('\n', cases.Select(one => one.Settings.Yaml()))}}

            """);
        _feed = FeedReader.Read(_folder["sql/feeds"], Name);
        foreach (var night in Enumerable.Range(1, RandomDataset.Nights))
        {
            Directory.CreateDirectory(FolderOf(night));
        }
    }

    /// <summary>Takes the feed through its course. After each command silver is what the accepted nights fold to.</summary>
    public async Task RunAsync()
    {
        foreach (var step in _course)
        {
            switch (step.Act)
            {
                case FeedAct.Withdraw:
                    await WithdrawAsync(step.Night, [.. _cases.Where(one => (step.Place ?? one.Place) == one.Place && one.Has(step.Night))], step.Place is null);
                    break;
                case FeedAct.Backfill:
                    await BackfillAsync(step.Night);
                    break;
                default:
                    await RunNightAsync(step.Night, step.Act is FeedAct.RunFromSource);
                    break;
            }
        }

        await ProveAsync();
    }

    public void Dispose()
    {
        _folder.Dispose();
        _warehouse.Dispose();
    }

    private async Task RunNightAsync(int night, bool fromSource)
    {
        foreach (var one in _cases)
        {
            one.Arrive(FolderOf(night), night, replaces: fromSource, isLastChance: false);
        }

        var stopped = await CommandAsync(night, fromSource);
        var judged = stopped.Select(one => (one.Case, one.File, Verdict: one.Case.Judge())).ToLookup(one => one.Verdict);
        foreach (var (one, file, _) in judged[Verdict.ApproveNow])
        {
            await ApproveAsync(one, night, file);
        }

        if (judged[Verdict.ApproveNow].Any())
        {
            var again = await CommandAsync(night, fromSource: false);
            foreach (var (one, file, _) in judged[Verdict.ApproveNow])
            {
                one.Require(again.All(other => other.Case != one), $"{file.Sha256} was approved, and is stopped again");
            }
        }

        foreach (var (one, file, _) in judged[Verdict.ApproveForLater])
        {
            await ApproveAsync(one, night, file);
        }
    }

    private async Task<IReadOnlyList<(RandomDataset Case, CaseFile File)>> CommandAsync(int night, bool fromSource)
    {
        string[] source = fromSource ? ["--source", "vendor=data/{night:yyyy-MM-dd}"] : [];
        var result = await RunAsync(["run", Name, "--night", Date(night), "--json", .. source]);
        var (exitCode, stopped) = Observe(result.Output, result, night, fromSource);
        Require(exitCode == result.ExitCode, $"the run's report says {exitCode}", result);
        Compare();
        return stopped;
    }

    // Ends at the first night that some dataset does not accept; an operator who can't help that leaves it out and goes on.
    private async Task BackfillAsync(int from)
    {
        foreach (var (night, one) in Enumerable.Range(from, RandomDataset.Nights - from + 1).SelectMany(night => _cases.Select(one => (night, one))))
        {
            one.Arrive(FolderOf(night), night, replaces: false, isLastChance: true);
        }

        while (from <= RandomDataset.Nights)
        {
            var result = await RunAsync("run", Name, "--backfill", $"{Date(from)}..{Date(RandomDataset.Nights)}", "--json");
            var exitCode = 0;
            foreach (var line in result.Output.TrimEnd().Split('\n'))
            {
                Require(exitCode == 0, $"the backfill went on after night {from - 1}, which did not end well", result);
                (exitCode, _) = Observe(line, result, from++, fromSource: false);
            }

            Require(exitCode == result.ExitCode, $"the last night's report says {exitCode}", result);
            Require(exitCode != 0 || from > RandomDataset.Nights, $"the backfill ended before night {from}, and says that all is well", result);
            Compare();
        }
    }

    private async Task WithdrawAsync(int night, IReadOnlyList<RandomDataset> cases, bool isWhole)
    {
        if (cases.Count == 0)
        {
            return;
        }

        string[] dataset = isWhole ? [] : ["--dataset", cases[0].Settings.Dataset(0)];
        await SucceedAsync(["withdraw", Name, "--night", Date(night), "--reason", "a test", .. dataset]);
        foreach (var one in cases)
        {
            one.Withdraw(night);
        }

        Compare();
    }

    private async Task ApproveAsync(RandomDataset one, int night, CaseFile file)
    {
        await SucceedAsync("approve", Name, "--night", Date(night), "--dataset", one.Settings.Dataset(0), "--delivery", file.Sha256, "--reason", "a test");
        one.Tell($"night {night}: {file.Sha256[..12]} is approved");
        one.Approve(night, file);
    }

    // At the end, the slow questions: counts and holds, verification, and dumps of nights as they are given back.
    private async Task ProveAsync()
    {
        foreach (var one in _cases)
        {
            one.Compare(_warehouse, _feed, isEnd: true);
        }

        await SucceedAsync("verify", Name, "--all");
        foreach (var one in _cases.Where((_, place) => place % DumpsEach == 0))
        {
            if (one.Look() is var (night, level))
            {
                var dataset = FoldDifference.Dataset(_feed, one.Settings, level);
                var result = await SucceedAsync("as-of", $"{Name}.{dataset.Name}", "--night", Date(night), "--json");
                one.CompareDump(dataset, level, night, JsonDocument.Parse(result.Output).RootElement);
            }
        }
    }

    private (int ExitCode, IReadOnlyList<(RandomDataset Case, CaseFile File)> Stopped) Observe(
        string report, CliResult result, int night, bool fromSource)
    {
        Require(report.StartsWith('{'), "there is no report", result);
        var root = JsonDocument.Parse(report).RootElement;
        Require(root.GetProperty("night").GetString() == Date(night), $"another night than {night} was run", result);
        var outcomes = root.GetProperty("datasets").EnumerateArray().ToDictionary(outcome => outcome.GetProperty("dataset").GetString()!);
        var stopped = _cases.Select(one => (Case: one, File: one.Observe(night, fromSource, outcomes))).Where(one => one.File is not null).ToList();
        var faults = outcomes.Values.Select(outcome => outcome.GetProperty("fault").GetString()).OfType<string>().ToList();
        var exitCode = faults.Any(fault => fault.StartsWith("There is no file", StringComparison.Ordinal)) ? 1 : faults.Count > 0 ? 3 : 0;
        Require(exitCode == root.GetProperty("exit_code").GetInt32(), $"its faults make it {exitCode}", result);
        return (exitCode, stopped!);
    }

    private void Compare()
    {
        foreach (var one in _cases)
        {
            one.Compare(_warehouse, _feed, isEnd: false);
        }
    }

    private async Task<CliResult> SucceedAsync(params IReadOnlyList<string> arguments)
    {
        var result = await RunAsync(arguments);
        Require(result.ExitCode == 0, string.Join(' ', arguments), result);
        return result;
    }

    private void Require(bool isSo, string what, CliResult result) => Assert.True(
        isSo,
        $"{what}; the command ended with {result.ExitCode}\n{result.Error}\n{result.Output}\n{string.Join("\n\n", _cases.Select(one => one.Story))}");

    private Task<CliResult> RunAsync(params IReadOnlyList<string> arguments) =>
        PipelineCli.RunAsync(_folder.Path, [.. arguments, "--warehouse", $"sqlite:{_warehouse.Folder}"]);

    private string FolderOf(int night) => _folder[$"data/{Date(night)}"];

    private static string Date(int night) => FoldDifference.First.AddDays(night).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
