using System.Globalization;

namespace Pipeline.Core.Feeds.Values;

/// <summary>Reads dates and times: by the column's own formats, in order, then by ISO 8601.</summary>
internal sealed class MomentReader(IReadOnlyList<string> formats)
{
    /// <summary>The usual advice for a text that no format fits.</summary>
    public static readonly ValueProblem NoFormatFits = new(
        null, "Write `format:` with the .NET format of such texts (for example \"dd.MM.yyyy\"), or fix the value at the vendor.");

    public bool TryRead(string text, out Moment moment)
    {
        for (var i = 0; i < formats.Count; i++)
        {
            if (TryReadAs(text, formats[i], out moment))
            {
                return true;
            }
        }

        return IsoMoment.TryParse(text, out moment);
    }

    // Kind tells whether the text named an offset: only then does AdjustToUniversal make it Utc.
    private static bool TryReadAs(string text, string format, out Moment moment)
    {
        const DateTimeStyles Styles = DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault;
        moment = default;
        if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, Styles, out var time))
        {
            return false;
        }

        if (time.Kind is not DateTimeKind.Utc && format is "r" or "R" or "u")
        {
            moment = new Moment(Cut(time), TimeSpan.Zero, true); // .NET's own formats that mean UTC without saying so
            return true;
        }

        if (time.Kind is not DateTimeKind.Utc)
        {
            moment = new Moment(Cut(time), null, time.TimeOfDay != TimeSpan.Zero);
            return true;
        }

        if (!DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return false;
        }

        moment = new Moment(Cut(instant.DateTime), instant.Offset, true);
        return true;
    }

    private static DateTime Cut(DateTime time) =>
        DateTime.SpecifyKind(time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)), DateTimeKind.Unspecified);
}
