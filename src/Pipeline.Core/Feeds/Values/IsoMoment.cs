namespace Pipeline.Core.Feeds.Values;

/// <summary>ISO 8601 as exports write it: <c>2021-12-01</c>, <c>2021-12-01T18:30:19.099+0100</c>.</summary>
/// <remarks>
/// <c>T</c> or a blank between date and time; seconds and fraction optional (more than six decimals are cut);
/// <c>Z</c>, <c>+01:00</c>, <c>+0100</c>, <c>+01</c> or no offset at all.
/// </remarks>
internal static class IsoMoment
{
    private const int MicrosecondDigits = 6;
    private const int LargestOffsetHours = 18;

    public static bool TryParse(ReadOnlySpan<char> text, out Moment moment)
    {
        moment = default;
        if (!TryParseDate(text, out var date))
        {
            return false;
        }

        var rest = text[10..];
        if (rest.Length == 0)
        {
            moment = new Moment(date, null, false);
            return true;
        }

        if (rest[0] is not ('T' or 't' or ' ')
            || !TryParseTime(rest[1..], out var time, out rest)
            || !TryParseOffset(rest, out var offset))
        {
            return false;
        }

        moment = new Moment(date + time, offset, true);
        return true;
    }

    private static bool TryParseDate(ReadOnlySpan<char> text, out DateTime date)
    {
        date = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !TryParseDigits(text[..4], 9999, out var year) || year == 0
            || !TryParseDigits(text[5..7], 12, out var month) || month == 0
            || !TryParseDigits(text[8..10], DateTime.DaysInMonth(year, month), out var day) || day == 0)
        {
            return false;
        }

        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        return true;
    }

    private static bool TryParseTime(ReadOnlySpan<char> text, out TimeSpan time, out ReadOnlySpan<char> rest)
    {
        time = default;
        rest = text;
        if (text.Length < 5 || text[2] != ':' || !TryParseDigits(text[..2], 23, out var hours) || !TryParseDigits(text[3..5], 59, out var minutes))
        {
            return false;
        }

        rest = text[5..];
        time = new TimeSpan(hours, minutes, 0);
        if (rest is not [':', ..])
        {
            return true;
        }

        if (rest.Length < 3 || !TryParseDigits(rest[1..3], 59, out var seconds))
        {
            return false;
        }

        time += TimeSpan.FromSeconds(seconds);
        rest = rest[3..];
        return rest is not ['.' or ',', ..] || TryParseFraction(ref rest, ref time);
    }

    private static bool TryParseFraction(ref ReadOnlySpan<char> rest, ref TimeSpan time)
    {
        var digits = rest[1..];
        var length = digits.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : digits.Length;
        var microseconds = 0;
        for (var i = 0; i < MicrosecondDigits; i++)
        {
            microseconds = (microseconds * 10) + (i < length ? digits[i] - '0' : 0);
        }

        time += new TimeSpan(microseconds * TimeSpan.TicksPerMicrosecond);
        rest = digits[length..];
        return length > 0;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out TimeSpan? offset)
    {
        offset = text is ['Z' or 'z'] ? TimeSpan.Zero : null;
        if (offset is not null || text.Length == 0)
        {
            return true;
        }

        var minutes = 0;
        if (text[0] is not ('+' or '-') || text.Length is not (3 or 5 or 6)
            || !TryParseDigits(text[1..3], LargestOffsetHours, out var hours)
            || (text.Length == 6 && text[3] != ':')
            || (text.Length > 3 && !TryParseDigits(text[^2..], 59, out minutes)))
        {
            return false;
        }

        offset = (text[0] == '-' ? -1 : 1) * new TimeSpan(hours, minutes, 0);
        return true;
    }

    private static bool TryParseDigits(ReadOnlySpan<char> text, int most, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return value <= most;
    }
}
