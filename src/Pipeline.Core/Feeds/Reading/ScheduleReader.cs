using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads <c>schedule</c>.</summary>
internal static partial class ScheduleReader
{
    public const string Example = "schedule: { at: \"02:00\", time_zone: Europe/Berlin }";

    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromHours(24);

    /// <summary>The schedule; where it is wrong, one that lets the rest of the file be read.</summary>
    public static Schedule Read(FeedSection feed, Mistakes mistakes)
    {
        feed.Require("schedule", Example);
        if (feed.Map("schedule", Example) is not { } map)
        {
            return new Schedule(default, TimeZoneInfo.Utc, DefaultDeadline);
        }

        var section = new FeedSection(feed.LineOf("schedule"), map, "the schedule", FeedKeys.Schedule, mistakes);
        section.Require("at", "at: \"02:00\"");
        section.Require("time_zone", "time_zone: Europe/Berlin");
        return new Schedule(At(section), Zone(section), Deadline(section));
    }

    /// <summary>A length of time such as <c>45s</c>, <c>90m</c>, <c>1h30m</c>; null where the text is none.</summary>
    internal static TimeSpan? ParseDuration(string text)
    {
        var match = Duration().Match(text);
        return match.Success && text.Length > 0
            ? new TimeSpan(Part(match, "h"), Part(match, "m"), Part(match, "s"))
            : null;
    }

    private static TimeOnly At(FeedSection section)
    {
        if (section.Text("at", "at: \"02:00\"") is not { } text)
        {
            return default;
        }

        if (!TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            section.Add("at", $"'at' of the schedule is {Words.Quote(text)}; write hours and minutes of the local day, from \"00:00\" to \"23:59\"");
        }

        return at;
    }

    private static TimeZoneInfo Zone(FeedSection section)
    {
        if (section.Text("time_zone", "time_zone: Europe/Berlin") is not { } name)
        {
            return TimeZoneInfo.Utc;
        }

        if (ZoneReader.Find(name) is { } zone)
        {
            return zone;
        }

        section.Add("time_zone", ZoneReader.UnknownZone(name));
        return TimeZoneInfo.Utc;
    }

    private static TimeSpan Deadline(FeedSection section)
    {
        if (section.Text("deadline", "deadline: 1h30m") is not { } text)
        {
            return DefaultDeadline;
        }

        if (ParseDuration(text) is { } deadline && deadline > TimeSpan.Zero && deadline <= LongestDeadline)
        {
            return deadline;
        }

        section.Add("deadline", $"'deadline' of the schedule is {Words.Quote(text)}; write a length of time up to 24h, such as 45s, 90m, 1h or 1h30m");
        return DefaultDeadline;
    }

    private static int Part(Match match, string unit) =>
        match.Groups[unit].Success ? int.Parse(match.Groups[unit].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^((?<h>[0-9]{1,5})h)?((?<m>[0-9]{1,5})m)?((?<s>[0-9]{1,5})s)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Duration();
}
