using System.Globalization;
using Pipeline.SampleData;

namespace Pipeline.Benchmarks;

/// <summary>Streams as our own systems dump them: CSV, about 120 bytes a row.</summary>
internal sealed class StreamsDump : DumpGenerator
{
    private static readonly string[] Titles = ["Unforgiven", "The Orchard Ledger", "Marigold Street", "A Winter in Carrow", "Last Ferry to Orrin"];
    private static readonly string[] Names = ["ada.ohallan", "chiara.bellweather", "tomas.reyes", "ines.aldous", "jun.park"];

    public override string Dataset => "streams";

    protected override string Begin => "movie_title,user_email,size_mb,start_at,end_at\n";

    protected override string Between => "\n";

    protected override string End => "\n";

    protected override bool Edits => false;

    protected override string Record(long number, bool isEdited)
    {
        var random = new SeededRandom((ulong)number);
        var start = new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMilliseconds(number * 53);
        var end = start.AddMilliseconds(random.Next(3 * 60 * 60 * 1000) + 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{random.Pick(Titles)},{random.Pick(Names)}{random.Next(10_000)}@example.org,{random.NextDouble() * 4000:R},{start:yyyy-MM-ddTHH:mm:ss.fff}+0100,{end:yyyy-MM-ddTHH:mm:ss.fff}+0100");
    }
}
