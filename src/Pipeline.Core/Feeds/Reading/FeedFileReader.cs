using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads a feed file section by section.</summary>
internal sealed class FeedFileReader(Mistakes mistakes, string feed, string folder)
{
    /// <summary>The feed; null where not even its keys could be read, or where anything in it is wrong.</summary>
    public FeedDefinition? Read(string text)
    {
        var root = YamlTree.Load(text, mistakes);
        if (root is not YamlMap map)
        {
            if (!mistakes.Any)
            {
                var wrong = root is null or YamlText { IsNull: true } ? "the file is empty" : "the file is no map";
                mistakes.Add(Math.Max(1, root?.Line ?? 1), $"{wrong}; write the keys feed, schedule, sources and datasets (docs/feeds.md begins with a complete example)");
            }

            return null;
        }

        var section = new FeedSection(map.Line, map, "the feed file", FeedKeys.Feed, mistakes);
        CheckName(section);
        var schedule = ScheduleReader.Read(section, mistakes);
        var sources = Sources(section);
        var scope = new FeedScope(mistakes, schedule.Zone, sources);
        var datasets = new DistributionReader(section, mistakes).Place(Datasets(section, scope));
        scope.CheckRelations([.. datasets.SelectMany(dataset => dataset.WithLists)]);
        return mistakes.Any ? null : new FeedDefinition
        {
            Name = feed,
            Folder = folder,
            Text = text,
            Schedule = schedule,
            Sources = sources,
            Files = [.. datasets.Select(dataset => new FeedFile(dataset))],
        };
    }

    private void CheckName(FeedSection section)
    {
        section.Require("feed", $"feed: {feed}");
        if (section.Text("feed", $"feed: {feed}") is { } name && name != feed)
        {
            section.Add("feed", $"the feed is called {Words.Quote(name)}, but its folder {Words.Quote(feed)}; write feed: {feed}, or rename the folder");
        }

        if (Names.FindFeedMistake(feed) is { } mistake)
        {
            section.Add("feed", $"the name of the folder {Words.Quote(feed)} {mistake.Fact}; rename the folder");
        }
    }

    private Dictionary<string, SourceDefinition> Sources(FeedSection section)
    {
        section.Require("sources", SourceReader.Example);
        var entries = section.Map("sources", SourceReader.Example)?.Entries ?? [];
        return entries.Select(entry => SourceReader.Read(entry, mistakes) ?? new SourceDefinition { Name = entry.Name, Url = "" })
            .ToDictionary(source => source.Name, StringComparer.Ordinal);
    }

    private static List<DatasetDefinition> Datasets(FeedSection section, FeedScope scope)
    {
        section.Require("datasets", DatasetReader.Example);
        var entries = section.Map("datasets", DatasetReader.Example)?.Entries ?? [];
        return [.. entries.Select(new DatasetReader(scope).Read).OfType<DatasetDefinition>()];
    }
}
