namespace Pipeline.Core.Feeds.Reading;

/// <summary>Finds a time zone by its IANA name.</summary>
internal static class ZoneReader
{
    public static TimeZoneInfo? Find(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone : null;

    public static string UnknownZone(string name)
    {
        var city = Known().FirstOrDefault(zone => zone.EndsWith($"/{name}", StringComparison.OrdinalIgnoreCase));
        var near = Words.DidYouMean(city ?? name, Known());
        return $"{Words.Quote(name)} is no time zone of the IANA list{(near.Length == 0 ? "." : near)} Write a name such as Europe/Berlin or UTC";
    }

    private static IEnumerable<string> Known() => TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id);
}
