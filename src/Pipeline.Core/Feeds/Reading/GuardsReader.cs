using System.Globalization;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads the <c>guards</c> of a dataset or list; what it does not say stays as it would be without it.</summary>
internal sealed class GuardsReader(Mistakes mistakes)
{
    private const string Example = "guards: { max_deleted: 20%, max_changed: 50%, max_quarantined: 10%, floor: 10 }";
    private const string Off = "off";

    /// <param name="dataset">The dataset's or list's own section.</param>
    /// <param name="what">How messages call it.</param>
    /// <param name="usual">What holds where nothing is said.</param>
    public GuardLimits Read(FeedSection dataset, string what, GuardLimits usual)
    {
        if (dataset.Map("guards", Example) is not { } map)
        {
            return usual;
        }

        var section = new FeedSection(dataset.LineOf("guards"), map, $"'guards' of {what}", FeedKeys.Guards, mistakes);
        return new GuardLimits
        {
            MaxDeleted = Share(section, "max_deleted", usual.MaxDeleted),
            MaxChanged = Share(section, "max_changed", usual.MaxChanged),
            MaxQuarantined = Share(section, "max_quarantined", usual.MaxQuarantined),
            Floor = Whole(section, "floor", usual.Floor, least: 0, most: long.MaxValue),
            SizeBand = Band(section, "size_band", usual.SizeBand),
            RowBand = Band(section, "row_band", usual.RowBand),
            BandNights = (int)Whole(section, "band_nights", usual.BandNights, GuardLimits.NightsBeforeBands, most: 366),
        };
    }

    /// <summary>Reads a share of the last nights' usual, such as <c>50%..200%</c>; null where the text is none.</summary>
    public static Band? ParseBand(string text) =>
        text.Split("..") is [var low, var high] && Percent(low) is { } from && Percent(high) is { } to && from <= to ? new Band(from, to) : null;

    private static decimal? Share(FeedSection section, string key, decimal? usual)
    {
        if (section.Text(key, $"{key}: 20%") is not { } text)
        {
            return usual;
        }

        if (text == Off)
        {
            return null;
        }

        if (Percent(text) is { } share and <= 1)
        {
            return share;
        }

        section.Add(key, $"'{key}' is {Words.Quote(text)}; write a share from 0% to 100%, such as {key}: 20%, or {key}: off");
        return usual;
    }

    private static Band? Band(FeedSection section, string key, Band? usual)
    {
        if (section.Text(key, $"{key}: 50%..200%") is not { } text)
        {
            return usual;
        }

        if (text == Off)
        {
            return null;
        }

        if (ParseBand(text) is { } band)
        {
            return band;
        }

        section.Add(key, $"'{key}' is {Words.Quote(text)}; write the least and the greatest share of the last nights' median, such as {key}: 50%..200%, or {key}: off");
        return usual;
    }

    /// <summary>A whole number between two, both included.</summary>
    public static long Whole(FeedSection section, string key, long usual, long least, long most)
    {
        if (section.Text(key, $"{key}: {usual}") is not { } text)
        {
            return usual;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        section.Add(key, string.Create(CultureInfo.InvariantCulture, $"'{key}' is {Words.Quote(text)}; write a whole number from {least}{(most == long.MaxValue ? "" : $" to {most}")}, such as {key}: {usual}"));
        return usual;
    }

    private static decimal? Percent(string text) =>
        text.Trim() is [.. var number, '%'] && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            ? percent / 100
            : null;
}
