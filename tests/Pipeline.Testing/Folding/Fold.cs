namespace Pipeline.Testing.Folding;

/// <summary>
/// What history must be, by the rules alone: dictionaries over nights, written by hand and without a line of the pipeline.
/// </summary>
internal sealed partial class Fold(CaseSettings settings)
{
    private const int ChildrenOfAnotherShape = 10; // from so many on, a list of which nothing fits stops the file (H29)

    private enum Fate
    {
        Delivered,
        Held,
        Gone,
        Untouched,
    }

    /// <summary>The history of each level.</summary>
    public IReadOnlyList<Level> Levels { get; } = [.. Enumerable.Range(0, settings.Levels).Select(_ => new Level())];

    /// <summary>The fold of several nights.</summary>
    /// <exception cref="InvalidOperationException">One of the files must be refused.</exception>
    public static Fold Of(CaseSettings settings, SortedDictionary<int, IReadOnlyList<Node>> nights)
    {
        var fold = new Fold(settings);
        foreach (var (night, file) in nights)
        {
            if (!fold.Apply(file, night))
            {
                throw new InvalidOperationException($"The file of night {night} can't be used, so no such night is accepted.");
            }
        }

        return fold;
    }

    /// <summary>Whether a file can be used as a whole, whatever came before it.</summary>
    public static bool IsUsable(CaseSettings settings, IReadOnlyList<Node> file) => new Fold(settings).Apply(file, 0);

    /// <summary>Folds one night in; false where the file as a whole must be refused.</summary>
    public bool Apply(IReadOnlyList<Node> file, int night)
    {
        var dumps = new List<Dump>();
        var records = file.Select(node => (Parent: "", Node: (Node?)node)).ToList();
        var files = file.Select(node => (Node?)node).ToList(); // the census counts also what stands below records that are left out
        for (var level = 0; level < settings.Levels; level++)
        {
            dumps.Add(Read(records, Levels[level], level));
            if (NothingFits(files, level))
            {
                return false;
            }

            files = [.. files.Where(IsAccepted).SelectMany(node => ChildrenOf(node!))];
            records = [.. dumps[level].Standing.SelectMany(standing => ChildrenOf(standing.Node).Select(child => (standing.Key, child)))];
        }

        var before = Levels.Select(level => level.OpenKeys()).ToList();
        for (var level = 0; level < settings.Levels; level++)
        {
            Levels[level].Nights[night] = Close(level, night, dumps, before);
            Open(level, night, dumps[level]);
            Levels[level].Dumps[night] = dumps[level].Accepted;
            Levels[level].Holds[night] = (dumps[level].HeldKeys.Count, level == 0 ? 0 : dumps[level].HeldSiblings.Count);
        }

        return true;
    }

    private static IEnumerable<Node?> ChildrenOf(Node node) =>
        node.HasNoList ? new Node?[] { null } : node.Children.Cast<Node?>(); // null: no list where one should be

    private static bool IsAccepted(Node? node) =>
        node is { IsBroken: false, IsBad: false } && node.Key != "skip" && !string.IsNullOrWhiteSpace(node.Key);

    private static bool NothingFits(List<Node?> nodes, int level)
    {
        var rejected = nodes.Count(node => !IsAccepted(node) && !(node is { IsBroken: false, Key: "skip" }));
        var ofShape = nodes.Count(node => node is null || node.IsBroken || (node.IsBad && node.Key != "skip" && !string.IsNullOrWhiteSpace(node.Key)));
        return nodes.Count > 0 && (level == 0 ? rejected == nodes.Count : nodes.Count >= ChildrenOfAnotherShape && ofShape == nodes.Count);
    }

    private Dump Read(List<(string Parent, Node? Node)> records, Level level, int depth)
    {
        var dump = new Dump { Records = records.Count };
        var groups = new Dictionary<string, List<Node>>();
        foreach (var (parent, node) in records)
        {
            if (node is null || node.IsBroken)
            {
                dump.Quarantined++;
                dump.HoldsAbsent |= depth == 0 && !settings.IgnoresUnreadable;
                dump.HeldSiblings.Add(parent);
            }
            else if (node.Key == "skip")
            {
                dump.Skipped++;
            }
            else if (string.IsNullOrWhiteSpace(node.Key))
            {
                dump.Quarantined++;
                dump.HeldSiblings.Add(parent);
            }
            else
            {
                var key = $"{parent}/{node.Key}";
                groups.TryAdd(key, []);
                groups[key].Add(node);
            }
        }

        foreach (var (key, nodes) in groups)
        {
            Settle(key, nodes, dump, level);
        }

        return dump;
    }

    private void Settle(string key, List<Node> nodes, Dump dump, Level level)
    {
        var values = nodes.Where(node => !node.IsBad).Select(Values).Distinct().ToList();
        Row? winner = nodes.Any(node => node.IsBad) ? null : values.Count == 1 ? values[0] : null;
        if (winner is null && settings.HasOrder && nodes.All(node => !node.IsBad))
        {
            var top = values.GroupBy(row => row.Order ?? int.MinValue).MaxBy(rows => rows.Key)!.ToList();
            winner = top.Count == 1 ? top[0] : null;
        }

        if (winner is null)
        {
            dump.Quarantined += nodes.Count;
            dump.HeldKeys.Add(key);
            return;
        }

        var standing = nodes.Where(node => Values(node) == winner).ToList();
        dump.Collapsed += nodes.Count - 1;
        if (settings.Mode == "append" && settings.OnConflict != "version" && level.Open(key) is { } open && !open.Row.IsTrackedAs(winner))
        {
            if (settings.OnConflict == "ignore")
            {
                dump.Skipped++;
            }
            else
            {
                dump.Quarantined++;
                dump.HeldKeys.Add(key);
            }

            return;
        }

        dump.Accepted.Add(key, winner);
        dump.Standing.AddRange(standing.Select(node => (key, node)));
    }

    private Row Values(Node node) => new(node.Value, settings.HasOrder ? node.Order : null, settings.HasUntracked ? node.Untracked : null);

    private Counts Close(int level, int night, List<Dump> dumps, List<HashSet<string>> before)
    {
        var dump = dumps[level];
        var counts = new Counts
        {
            Records = dump.Records,
            Accepted = dump.Accepted.Count,
            Collapsed = dump.Collapsed,
            Skipped = dump.Skipped,
            Quarantined = dump.Quarantined,
            OpenBefore = before[level].Count,
        };
        foreach (var key in before[level].Where(key => !dump.Accepted.ContainsKey(key)))
        {
            switch (FateOf(key, level, dumps, before))
            {
                case Fate.Held:
                    counts.Held++;
                    break;
                case Fate.Gone:
                    counts.Gone++;
                    Levels[level].Open(key)!.To = night;
                    break;
            }
        }

        foreach (var (key, row) in dump.Accepted)
        {
            var open = before[level].Contains(key) ? Levels[level].Open(key) : null;
            counts.New += open is null ? 1 : 0;
            counts.Back += open is null && Levels[level].Versions.ContainsKey(key) ? 1 : 0;
            counts.Changed += open is not null && !open.Row.IsTrackedAs(row) ? 1 : 0;
            counts.Refreshed += open is not null && open.Row.IsTrackedAs(row) && open.Row != row ? 1 : 0;
            counts.Unchanged += open is not null && open.Row == row ? 1 : 0;
        }

        counts.OpenAfter = counts.OpenBefore + counts.New - counts.Gone;
        return counts;
    }

    private void Open(int level, int night, Dump dump)
    {
        foreach (var (key, row) in dump.Accepted)
        {
            var open = Levels[level].Open(key);
            if (open is not null && open.Row.IsTrackedAs(row))
            {
                open.Row = row;
                continue;
            }

            if (open is not null)
            {
                open.To = night;
            }

            Levels[level].Versions.TryAdd(key, []);
            Levels[level].Versions[key].Add(new Version { From = night, Row = row });
        }
    }

    private Fate FateOf(string key, int level, List<Dump> dumps, List<HashSet<string>> before)
    {
        var dump = dumps[level];
        if (dump.Accepted.ContainsKey(key))
        {
            return Fate.Delivered;
        }

        if (dump.HeldKeys.Contains(key))
        {
            return Fate.Held;
        }

        if (level == 0)
        {
            return settings.Mode != "full" ? Fate.Untouched : dump.HoldsAbsent ? Fate.Held : Fate.Gone;
        }

        if (settings.Mode == "append")
        {
            return Fate.Untouched;
        }

        var parent = key[..key.LastIndexOf('/')];
        return FateOf(parent, level - 1, dumps, before) switch
        {
            Fate.Delivered => dump.HeldSiblings.Contains(parent) ? Fate.Held : Fate.Gone,
            var fate => fate,
        };
    }
}
