using System.Text;
using System.Text.Json;

namespace Pipeline.Testing.Folding;

/// <summary>One record of a made-up file, as the vendor meant it or failed to.</summary>
internal sealed record Node
{
    private static readonly string[] Keys = ["a", "b", "c", "d", "ä", "b "];

    /// <summary>Not a record at all: half a line at the top, a number in a list.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Its key; null, blank, or the word that makes it filler.</summary>
    public string? Key { get; init; }

    /// <summary>Its value; null for null. A bad one is no number.</summary>
    public string? Value { get; init; }

    public string? Untracked { get; init; }

    public int? Order { get; init; }

    /// <summary>Whether a text stands where its list should.</summary>
    public bool HasNoList { get; init; }

    public IReadOnlyList<Node> Children { get; init; } = [];

    public bool IsBad => Value is not null && !int.TryParse(Value, out _);

    /// <summary>The story that a record of the top belongs to: a few keys of their own, which no other story has.</summary>
    private int Story { get; init; }

    /// <summary>The next night's file: last night's, less some, with some changed, repeated or spoilt, in another order.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="last">Last night's file.</param>
    /// <param name="levels">How many levels of lists there are, the top among them.</param>
    /// <param name="stories">How many independent stories the file tells side by side; what spoils all of them stays as rare as in one.</param>
    public static List<Node> NextNight(Random random, IReadOnlyList<Node> last, int levels, int stories = 1)
    {
        var shown = last.ToLookup(node => node.Story);
        var next = Enumerable.Range(0, stories).SelectMany(story => NextNight(random, shown[story], levels, story, stories)).ToList();
        next.Add(new Node { Key = "always", Value = "1" });
        return [.. next.OrderBy(_ => random.Next())];
    }

    private static List<Node> NextNight(Random random, IEnumerable<Node> last, int levels, int story, int stories)
    {
        var next = new List<Node>();
        foreach (var node in last)
        {
            if (random.Next(5) > 0)
            {
                next.Add(random.Next(4) == 0 ? Top(node.Key) : node.IsBroken || node.IsBad ? Top(null) : node);
            }
        }

        next.AddRange(Enumerable.Range(0, random.Next(next.Count > 6 ? 1 : 4)).Select(_ => Top(null)));
        if (next.Count > 0 && random.Next(3) == 0)
        {
            var copy = next[random.Next(next.Count)];
            next.Add(random.Next(2) == 0 ? copy : copy with { Value = "7", Children = Some(random, levels - 1) });
        }

        return next;

        Node Top(string? key)
        {
            var node = Any(random, levels, key, stories);
            return node with { Story = story, Key = key is null && story > 0 && Keys.Contains(node.Key) ? $"{story}{node.Key}" : node.Key };
        }
    }

    /// <summary>The file of these records, a line each, with blanks and properties where chance puts them.</summary>
    public static byte[] File(IEnumerable<Node> nodes, Random random) =>
        Encoding.UTF8.GetBytes(string.Concat(nodes.Select(node => (node.IsBroken ? "{\"k\":\"a\",\"v" : node.Json(random)) + "\n")));

    private string Json(Random random)
    {
        var fields = new List<string> { $"\"v\":{(IsBad || Value is null ? JsonSerializer.Serialize(Value) : Value)}" };
        if (Key is not null || random.Next(2) == 0)
        {
            fields.Add($"\"k\":{JsonSerializer.Serialize(Key)}");
        }

        fields.Add($"\"u\":{JsonSerializer.Serialize(Untracked)}");
        fields.Add($"\"o\":{JsonSerializer.Serialize(Order)}");
        if (HasNoList || Children.Count > 0 || random.Next(2) == 0)
        {
            var list = new StringBuilder().AppendJoin(", ", Children.Select(child => child.IsBroken ? "5" : child.Json(random)));
            fields.Add(HasNoList ? "\"l\":\"none\"" : $"\"l\":[{list}]");
        }

        return "{" + string.Join(random.Next(2) == 0 ? "," : " , ", fields.OrderBy(_ => random.Next())) + "}";
    }

    private static Node Any(Random random, int levels, string? key, int stories = 1)
    {
        var children = Some(random, levels - 1);
        return new Node
        {
            IsBroken = random.Next(40 * stories) == 0,
            Key = key ?? (random.Next(20) switch { 0 => null, 1 => " ", 2 => "skip", _ => Keys[random.Next(Keys.Length)] }),
            Value = random.Next(12) switch { 0 => "bad", 1 => null, _ => $"{random.Next(3)}" },
            Untracked = random.Next(3) == 0 ? null : $"u{random.Next(2)}",
            Order = random.Next(4) == 0 ? null : random.Next(3),
            HasNoList = levels > 1 && random.Next(25) == 0,
            Children = children,
        };
    }

    private static List<Node> Some(Random random, int levels) =>
        levels <= 0 ? [] : [.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, levels, null))];
}
