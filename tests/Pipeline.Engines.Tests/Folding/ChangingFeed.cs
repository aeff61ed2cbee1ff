using System.Text.Json;

namespace Pipeline.Engines.Tests.Folding;

/// <summary>A feed file that changes from night to night: columns come, go, come back and are called otherwise.</summary>
/// <remarks>
/// A column is identified by what the vendor calls it (<c>p0</c>, <c>p1</c>, …), which never changes; what the feed file calls it does. Each has
/// values of its own, so that nothing but a column of the same origin can have them.
/// </remarks>
internal sealed class ChangingFeed(Random random, string mode)
{
    /// <summary>The keys that there may be.</summary>
    public static readonly string[] Keys = ["a", "b", "c"];

    private static readonly string[] Pool = ["t", "u", "name", "title", "x"];

    private readonly List<Column> _all = [];
    private IReadOnlyList<string> _keyNames = ["id"];

    public string Mode => mode;

    /// <summary>The columns that the feed file names.</summary>
    public IReadOnlyList<Column> Named => [.. _all.Where(column => column.IsNamed)];

    /// <summary>Every column that the table has, by the names it has for them now.</summary>
    public IReadOnlyList<Column> Stored => [.. _all.Where(column => column.InTable is not null)];

    public string Key => _keyNames[^1];

    public string Yaml() =>
        $"  things: {{ source: vendor, file: things.json, mode: {mode}, key: [{Key}], columns: {{ "
        + string.Join(", ", Named.Select(Text).Prepend($"{Key}: {{ from: k, type: text{Was(_keyNames)} }}"))
        + " }, lists: { parts: { key: [p], columns: { p: text } } } }";

    /// <summary>Changes one thing; false where only a migration may make it.</summary>
    public bool Change()
    {
        var free = Pool.Where(name => _all.TrueForAll(column => column.InTable != name && !(column.IsNamed && column.Names.Contains(name)))).ToList();
        var named = Named;
        switch (random.Next(6))
        {
            case 0 when named.Count > 0 && free.Count > 0:
                var renamed = named[random.Next(named.Count)];
                renamed.Names = [.. renamed.Names, free[random.Next(free.Count)]];
                return true;
            case 1 when named.Count > 1:
                named[random.Next(named.Count)].IsNamed = false;
                return false;
            case 2 when _all.Find(column => !column.IsNamed && column.InTable is not null && named.All(one => !one.Names.Contains(column.InTable))) is { } gone:
                gone.IsNamed = true;
                gone.Names = [gone.InTable!];
                return false;
            case 3 when _keyNames.Count == 1:
                _keyNames = ["id", "key"];
                return true;
            default:
                if (free.Count > 0 && named.Count < 4)
                {
                    _all.Add(new Column(_all.Count) { Names = [free[random.Next(free.Count)]], IsNamed = true });
                }

                return true;
        }
    }

    /// <summary>The tables are as the feed file says.</summary>
    public void Prepared() => Named.ToList().ForEach(column => column.InTable = column.Names[^1]);

    /// <summary>A file of the vendor, in which every property is; a record is one of three, so that nights often say the same of it.</summary>
    public Dictionary<string, string?[]> Dump()
    {
        var records = new Dictionary<string, string?[]>();
        foreach (var key in Keys.Where(_ => random.Next(5) > 0))
        {
            var kind = random.Next(3);
            records[key] = [.. Enumerable.Range(0, 12).Select(number => (kind + (number % 2 * kind)) switch { 0 => $"x{number}", 1 => $"y{number}", 2 => $"z{number}", _ => null })];
        }

        return records;
    }

    public static string Json(Dictionary<string, string?[]> dump) => JsonSerializer.Serialize(dump.Select(record =>
        record.Value.Index().Select(value => new KeyValuePair<string, object?>($"p{value.Index}", value.Item))
            .Prepend(new KeyValuePair<string, object?>("k", record.Key))
            .Append(new KeyValuePair<string, object?>("parts", new[] { new { p = record.Value[0] ?? "none" } }))
            .ToDictionary()));

    private static string Text(Column column) => $"{column.Names[^1]}: {{ from: p{column.Number}, type: text{Was(column.Names)} }}";

    private static string Was(IReadOnlyList<string> names) => names.Count == 1 ? "" : $", was: [{string.Join(", ", names.SkipLast(1))}]";

    /// <summary>A column, by the number that the vendor knows it by.</summary>
    internal sealed class Column(int number)
    {
        public int Number => number;

        /// <summary>What the feed file has called it since it was named last, oldest first.</summary>
        public required IReadOnlyList<string> Names { get; set; }

        public required bool IsNamed { get; set; }

        /// <summary>What the table calls it; null before a night or a migration has made it.</summary>
        public string? InTable { get; set; }
    }
}
