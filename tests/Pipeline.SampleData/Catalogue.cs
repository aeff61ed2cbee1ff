using System.Globalization;

namespace Pipeline.SampleData;

/// <summary>Our own movies.</summary>
internal static class Catalogue
{
    public const string Unforgiven = "Unforgiven";

    /// <summary>A title that the vendor writes with a combining accent.</summary>
    public const string Accented = "Café Meridian";

    /// <summary>A title whose upper case has one letter more.</summary>
    public const string Sharp = "Die große Überfahrt";

    public static readonly string[] Titles =
    [
        Unforgiven, "The Salt Lighthouse", "Bread, Rain and Other Debts", "MIR·A", "Tidewater: Part I – The Drowned Bell",
        "Tidewater: Part II – The Glass Harbour", Accented, Sharp, "A Winter in Carrow", "The Cartographer's Niece",
        "Nine Doors North", "Ash Valley Express", "The Clockmender", "Paper Monsoon", "Last Ferry to Orrin",
        "The Quiet Arsenal", "Marigold Street", "Under the Copper Moon", "Halfway to Haldane", "The Orchard Ledger",
        "A Field of Lanterns", "The Borrowed Kingdom", "Seven Letters to Ines", "Wolfsbane Hotel", "The Silver Estuary",
    ];

    /// <summary>Titles that the vendor's reviews speak of and our catalogue lacks.</summary>
    public static readonly string[] Elsewhere =
    [
        "The Ninth Verdict", "Harrowgate", "An Island Without Maps", "The Pepper Road", "Velvet Ministry", "Snow over Tarn – A Requiem",
    ];

    private static readonly string[] Languages = ["English", "English", "German", "French", "Danish", "Malay", "Tamil"];

    public static CsvDump Movies(SeededRandom random) => new(
        ["title", "duration_mins", "original_language", "size_mb"],
        Titles.Select(title => new[] { title, Whole(75 + random.Next(90)), random.Pick(Languages), Whole(600 + random.Next(1800)) }));

    public static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
