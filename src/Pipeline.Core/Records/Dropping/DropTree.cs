using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Records.Dropping;

/// <summary>The fields that a feed drops, as a tree of names; arrays on the way are looked through.</summary>
internal sealed class DropTree
{
    private readonly Dictionary<string, DropTree> _children = new(StringComparer.Ordinal);

    /// <summary>Whether the field that ends here is dropped, with all that is in it.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>The tree of some paths, or null where there are none.</summary>
    public static DropTree? Of(IEnumerable<IReadOnlyList<string>> paths)
    {
        var root = new DropTree();
        foreach (var path in paths)
        {
            var node = root;
            foreach (var name in path)
            {
                if (!node._children.TryGetValue(name, out var child))
                {
                    node._children.Add(name, child = new DropTree());
                }

                node = child;
            }

            node.IsDropped = true;
        }

        return root._children.Count == 0 ? null : root;
    }

    /// <summary>All that a dataset and its nested lists drop, as paths inside the dataset's own records.</summary>
    public static IEnumerable<IReadOnlyList<string>> PathsOf(DatasetDefinition dataset) => dataset.Drop.Concat(
        dataset.Lists.SelectMany(list => PathsOf(list).Select(path => (IReadOnlyList<string>)[.. list.ListPath, .. path])));

    /// <summary>What is dropped inside one field, or null where nothing is.</summary>
    public DropTree? Child(string name) => _children.GetValueOrDefault(name);

    /// <summary>What is dropped at the end of a path, or null where nothing is.</summary>
    public DropTree? At(IReadOnlyList<string> path)
    {
        var node = this;
        for (var i = 0; i < path.Count && node is not null; i++)
        {
            node = node.Child(path[i]);
        }

        return node is { _children.Count: > 0 } or { IsDropped: true } ? node : null;
    }
}
