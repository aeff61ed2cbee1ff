using System.Globalization;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>One night of one feed, as the archive keeps it apart.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Date">The business date of the night.</param>
public sealed record ArchiveNight(string Feed, DateOnly Date)
{
    /// <summary>The night's folder name: <c>2021-12-01</c>.</summary>
    public string Name => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override string ToString() => $"{Feed} {Name}";
}
