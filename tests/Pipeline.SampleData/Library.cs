using System.Text.Json.Nodes;

namespace Pipeline.SampleData;

/// <summary>The vendor's authors and books.</summary>
internal static class Library
{
    public const string Singaporean = "Mei Tanglin-Osei";
    public const string Leaving = "Corin Halloway";
    public const string Returning = "Ottilie Brandvold";
    public const string Corrected = "Casimir Dunmoor";
    public const string Renationalised = "Ingrith Solwaye";
    public const string Misdated = "Bastian Quillfeather";
    public const string Arriving = "Noor Estravel";

    /// <summary>The book whose whole history the demo shows: changed on the second night, deleted on the third.</summary>
    public const string DemoBook = "The Lantern at Low Tide";

    public const string FilmedBook = "A Harbour of Paper Kites";
    public const string PausedBook = "The Understudy's Almanac";
    public const string MiscountedBook = "Elegy for a Cartographer";

    /// <summary>Book titles that only reviews know.</summary>
    public static readonly string[] Elsewhere = ["The Unprinted Hours", "Gossamer and Lead", "What the Ferryman Kept"];

    private static readonly string[] Named = [Singaporean, Leaving, Returning, Corrected, Renationalised, Misdated];
    private static readonly string[] Missing = ["Philippa Nowhere-Grant", "Anselm Tack", "Prof. Wilhelmina Ouse", "Anselm Tack"];
    private static readonly string[] First = ["Aldous", "Brunhild", "Cosima", "Darragh", "Evander", "Fenella", "Gideon", "Henrike", "Isolde", "Joss", "Zoë"];
    private static readonly string[] Last = ["Ashgrove", "Birchwater", "Clovelly", "Drummock", "Eastermain", "Fairweather-Holm", "Greaves-Toth", "Hollin", "Ibarreta", "Jernvall"];
    private static readonly string[] Nations = ["Atlanteans", "Freelanders", "Lowlanders", "Highlanders", "Islanders (Outer)", "Rivermarchers", "Singaporeans"];
    private static readonly string[] Publishers = ["Harbour & Sons", "Lamplight Press", "Verlag am Deich", "Éditions du Phare", "Quarto Nine"];
    private static readonly string[] Adjectives = ["Amber", "Broken", "Crimson", "Distant", "Endless", "Folded", "Gentle", "Hollow"];
    private static readonly string[] Nouns = ["Inheritance", "Jubilee", "Kettle", "Lullaby", "Meridian – A Memoir", "Notebook", "Observatory", "Pilgrim"];

    public static JsonDump Authors(SeededRandom random)
    {
        var names = First.SelectMany(first => Last.Select(last => $"{first} {last}"));
        var known = Named.Concat(random.Shuffle(names).Take(50 - Named.Length)).ToArray();
        var dump = new JsonDump(
            author => (string?)author["metadata"]!["name"],
            known.Select(name => Author(random, name, name == Singaporean ? "Singaporeans" : random.Pick(Nations))));
        dump.Duplicate(known[20], 33);
        dump.Add(new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = null, ["birth_date"] = null, ["died_at"] = null },
            ["nationalities"] = new JsonArray(Nationality(""), Nationality("unknown")),
        });
        return dump;
    }

    public static JsonObject Author(SeededRandom random, string name, string nationality)
    {
        var born = 1920 + random.Next(75);
        var died = random.Next(9) == 0 ? null : Instant.Date(born + 30 + random.Next(60), 1 + random.Next(12), 1 + random.Next(28));
        var (real, filler) = (Nationality(nationality), Nationality(""));
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["birth_date"] = Instant.Date(born, 1 + random.Next(12), 1 + random.Next(28)),
                ["died_at"] = died,
            },
            ["nationalities"] = random.Next(2) == 0 ? new JsonArray(real, filler) : new JsonArray(filler, real),
        };
    }

    public static JsonObject Nationality(string label) => new()
    {
        ["id"] = null,
        ["label"] = label,
        ["slug"] = label is "" or "unknown" ? null : label.Replace(' ', '-').Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).ToLowerInvariant(),
    };

    public static JsonDump Books(SeededRandom random, IReadOnlyList<string> authors)
    {
        string[] named = [FilmedBook, DemoBook, PausedBook, MiscountedBook, "L'été des corbeaux"];
        var titles = Adjectives.SelectMany(adjective => Nouns.Select(noun => $"The {adjective} {noun}"));
        var names = named.Concat(random.Shuffle(titles).Take(40 - named.Length)).ToArray();
        return new JsonDump(
            book => (string?)book["name"],
            names.Select((name, at) => Book(random, name, at < 1 ? Singaporean : at >= 40 - Missing.Length ? Missing[at - 40 + Missing.Length] : random.Pick(authors))));
    }

    public static JsonObject Book(SeededRandom random, string name, string author) => new()
    {
        ["name"] = name,
        ["pages"] = 90 + random.Next(900),
        ["author"] = author,
        ["publisher"] = random.Pick(Publishers),
    };
}
