using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Testing.Folding;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Worker.Tests.Folding;

/// <summary>One case: a dataset with its lists, its files, when they arrive, and what silver must be for it.</summary>
/// <remarks>All that is random about it comes from its own seed, so that it does the same without the other datasets of its feed.</remarks>
internal sealed class RandomDataset
{
    /// <summary>How many nights each case has.</summary>
    public const int Nights = 4;

    private const int GuardedPlace = 5;
    private const string NoGuards = "{ max_deleted: off, max_changed: off, max_quarantined: off, row_band: off, size_band: off }";
    private const string TightGuards = "{ max_deleted: 10%, max_changed: 25%, max_quarantined: 20%, floor: 2 }";

    private readonly Random _random;
    private readonly StringBuilder _story = new();
    private readonly Dictionary<int, NightFiles> _nights = Enumerable.Range(1, Nights).ToDictionary(night => night, _ => new NightFiles());

    /// <param name="seed">Where everything about it comes from.</param>
    /// <param name="place">Its place in the feed: one has tight guards.</param>
    public RandomDataset(int seed, int place)
    {
        (Place, _random) = (place, new Random(seed));
        Settings = CaseSettings.Random(_random, $"case{seed}") with { File = $"case{seed}.jsonl", Guards = place == GuardedPlace ? TightGuards : NoGuards };
        List<Node> nodes = [];
        FirstFiles = [.. Enumerable.Range(0, Nights).Select(_ => nodes = Node.NextNight(_random, nodes, Settings.Levels, Settings.Stories))];
        _story.Append(CultureInfo.InvariantCulture, $"seed {seed} (again by itself: PIPELINE_TEST_SEED={seed} PIPELINE_TEST_CASES=1) {Settings}");
    }

    /// <summary>Its place in the feed.</summary>
    public int Place { get; }

    public CaseSettings Settings { get; }

    /// <summary>The files that nights have before anybody corrects one.</summary>
    public IReadOnlyList<IReadOnlyList<Node>> FirstFiles { get; }

    /// <summary>What happened so far, for whoever reads a failure.</summary>
    public string Story => _story.ToString();

    /// <summary>The files that nights are accepted with.</summary>
    public SortedDictionary<int, IReadOnlyList<Node>> Standing => new(_nights
        .Where(night => night.Value.Standing is not null)
        .ToDictionary(night => night.Key, night => night.Value.Standing!.Nodes));

    public void Tell(string line) => _story.Append('\n').Append(line);

    /// <summary>What the vendor does before a run: publishes the night's file, late perhaps; puts another one in its place; takes it away.</summary>
    /// <param name="folder">The night's folder.</param>
    /// <param name="night">The night.</param>
    /// <param name="replaces">Whether a correction is probable.</param>
    /// <param name="isLastChance">Whether what is not there yet comes now.</param>
    public void Arrive(string folder, int night, bool replaces, bool isLastChance)
    {
        var files = _nights[night];
        var chance = _random.Next(10);
        if (files.AtSource is null)
        {
            if (isLastChance || chance < 7)
            {
                Put(folder, night, files.Standing?.Nodes ?? FirstFiles[night - 1]);
            }
        }
        else if (!isLastChance && chance < (replaces ? 5 : 1))
        {
            Put(folder, night, Node.NextNight(_random, files.AtSource.Nodes, Settings.Levels, Settings.Stories));
        }
        else if (!isLastChance && chance == 9)
        {
            File.Delete(Path.Combine(folder, Settings.File));
            files.AtSource = null;
            Tell($"night {night}: the source no longer has the file");
        }
    }

    /// <summary>Holds what a run says of the dataset against what it must say.</summary>
    /// <param name="night">The night.</param>
    /// <param name="fromSource">Whether the archive was passed over.</param>
    /// <param name="outcomes">The run's report, by dataset.</param>
    /// <returns>The file that a guard has stopped; null where none has.</returns>
    public CaseFile? Observe(int night, bool fromSource, IReadOnlyDictionary<string, JsonElement> outcomes)
    {
        var files = _nights[night];
        var former = files.Standing;
        var file = files.Take(fromSource);
        var top = outcomes[Settings.Dataset(0)];
        var state = top.GetProperty("state").GetString()!;
        var fault = top.GetProperty("fault").GetString() ?? "";
        Tell($"night {night}: {state} {fault.Split('\n')[0]}");
        for (var level = 1; level < Settings.Levels; level++)
        {
            Require(outcomes[Settings.Dataset(level)].GetProperty("state").GetString() == state, "a list does not follow its parent");
        }

        if (file is null)
        {
            Require(fault.StartsWith("There is no file", StringComparison.Ordinal), $"there is no file, but the run says {fault}");
            return null;
        }

        if (file.Sha256 == former?.Sha256)
        {
            Require(state == "already_accepted", $"{file.Sha256} stands already");
            return null;
        }

        if (state == "accepted")
        {
            Require(top.GetProperty("sha256").GetString() == file.Sha256, $"another file was accepted than {file}");
            Require(Fold.IsUsable(Settings, file.Nodes), $"a file was accepted that can't be used: {file}");
            files.Accept(file);
            return null;
        }

        Require(state == "not_accepted", $"{file.Sha256} is news");
        files.Refuse(file);
        if (!Fold.IsUsable(Settings, file.Nodes))
        {
            return null;
        }

        var isNamed = fault.Contains($"--dataset {Settings.Dataset(0)} --delivery {file.Sha256} ", StringComparison.Ordinal);
        Require(isNamed, $"the file is good, and no guard names it: {fault}\n{file}");
        Require(Settings.Guards == TightGuards || fault.Contains("holds no acceptable record", StringComparison.Ordinal), $"there are no guards, but the run says {fault}");
        return file;
    }

    /// <summary>What the operator makes of a file that was stopped.</summary>
    public Verdict Judge() => _random.Next(4) switch
    {
        0 => Verdict.Leave,
        1 => Verdict.ApproveNow,
        _ => Verdict.ApproveForLater,
    };

    /// <summary>The operator has approved a file.</summary>
    public void Approve(int night, CaseFile file) => _nights[night].Approve(file);

    /// <summary>The operator has withdrawn a night.</summary>
    public void Withdraw(int night)
    {
        Tell($"night {night}: withdrawn");
        _nights[night].Withdraw();
    }

    /// <summary>Whether a night is accepted.</summary>
    public bool Has(int night) => _nights[night].Standing is not null;

    /// <summary>Holds the versions against the fold; at the end also counts, holds and dumps.</summary>
    public void Compare(WarehouseProbe warehouse, FeedDefinition feed, bool isEnd)
    {
        var fold = Fold.Of(Settings, Standing);
        var difference = isEnd ? FoldDifference.Of(warehouse, feed, Settings, fold) : FoldDifference.OfVersions(warehouse, feed, Settings, fold);
        Require(difference is null, difference ?? "");
    }

    /// <summary>Some dump of an accepted night to look at: in some of the cases, and an older one where there is one.</summary>
    public (int Night, int Level)? Look()
    {
        var (chance, level, number) = (_random.Next(4), _random.Next(Settings.Levels), _random.Next(Nights));
        var nights = Standing.Keys.ToList();
        return chance > 0 || nights.Count == 0 ? null : (nights[number % Math.Max(1, nights.Count - 1)], level);
    }

    /// <summary>Holds a dump that <c>as-of</c> gave back against the fold.</summary>
    public void CompareDump(DatasetDefinition dataset, int level, int night, JsonElement dump)
    {
        var difference = FoldDifference.OfDump(Fold.Of(Settings, Standing).Levels[level], night, dump.EnumerateArray().Select(record => (
            string.Concat(dataset.Key.Select(column => $"/{Text(record, column)}")),
            new Fold.Row(Text(record, "v"), Settings.HasOrder && Text(record, "o") is { } order ? int.Parse(order, CultureInfo.InvariantCulture) : null, Settings.HasUntracked ? Text(record, "u") : null))));
        Require(difference is null, $"{dataset.Name} as of night {night}\n{difference}");
    }

    public void Require(bool isSo, string what) => Assert.True(isSo, $"{Story}\n{what}");

    private static string? Text(JsonElement record, string column) =>
        record.GetProperty(column) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;

    private void Put(string folder, int night, IReadOnlyList<Node> nodes)
    {
        var file = new CaseFile(nodes, Node.File(nodes, _random));
        var path = Path.Combine(folder, Settings.File);
        File.WriteAllBytes(path, file.Bytes);
        File.SetLastWriteTimeUtc(path, new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc)); // complete at the first look
        _nights[night].AtSource = file;
        Tell($"night {night}: the source has file {file}");
    }
}

/// <summary>What an operator may make of a file that a guard has stopped.</summary>
internal enum Verdict
{
    /// <summary>It stays out.</summary>
    Leave,

    /// <summary>It is approved, and the night is run again at once.</summary>
    ApproveNow,

    /// <summary>It is approved, and the next run of that night takes it, whenever that is.</summary>
    ApproveForLater,
}
