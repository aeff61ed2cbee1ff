using System.Globalization;
using Pipeline.SampleData;

namespace Pipeline.Benchmarks;

/// <summary>Users as our own systems dump them: CSV, <c>full</c>, no lists, about 40 bytes a record. Nothing costs less to read.</summary>
internal sealed class UsersDump : DumpGenerator
{
    private static readonly string[] FirstNames = ["Ada", "Chiara", "Tomas", "Ines", "Jun", "Orla", "Wim", "Zoë"];
    private static readonly string[] LastNames = ["O'Hallan", "Bellweather", "Reyes", "Aldous", "Park", "Lind", "Nakata", "Őze"];

    public override string Dataset => "users";

    protected override string Begin => "first_name,last_name,email\n";

    protected override string Between => "\n";

    protected override string End => "\n";

    protected override bool Edits => true;

    protected override string Record(long number, bool isEdited)
    {
        var random = new SeededRandom((ulong)number);
        var (first, last) = (random.Pick(FirstNames), random.Pick(LastNames));
        return string.Create(CultureInfo.InvariantCulture, $"{first},{last}{(isEdited ? "-Married" : "")},user.{number}@example.org");
    }
}
