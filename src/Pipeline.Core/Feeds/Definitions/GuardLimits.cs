using System.Globalization;

namespace Pipeline.Core.Feeds.Definitions;

/// <summary>How far a night may go before it is stopped: each limit is a share and, with <see cref="Floor"/>, a number of records (H23).</summary>
public sealed record GuardLimits
{
    /// <summary>How many accepted nights a band needs before it can tell what is usual.</summary>
    public const int NightsBeforeBands = 3;

    /// <summary>The largest share of the open versions that one night may close; null: any.</summary>
    /// <value>The default is 20 %.</value>
    public decimal? MaxDeleted { get; init; } = 0.20m;

    /// <summary>The largest share of the open versions that one night may change; null: any.</summary>
    /// <value>The default is 50 %.</value>
    public decimal? MaxChanged { get; init; } = 0.50m;

    /// <summary>The largest share of a file's records that may go to quarantine; null: any.</summary>
    /// <value>The default is 10 %.</value>
    public decimal? MaxQuarantined { get; init; } = 0.10m;

    /// <summary>Fewer records than this never stop a night, whatever share they are.</summary>
    /// <value>The default is 10.</value>
    public long Floor { get; init; } = 10;

    /// <summary>Between which shares of the last nights' median the file's bytes must lie; null: anywhere.</summary>
    /// <value>The default is 50 % to 200 % for full datasets, and none for the others.</value>
    public Band? SizeBand { get; init; }

    /// <summary>The same of the number of records.</summary>
    /// <value>The default is 50 % to 200 % for full datasets, and none for the others.</value>
    public Band? RowBand { get; init; }

    /// <summary>How many of the last accepted nights the bands look back on.</summary>
    /// <value>The default is 7.</value>
    public int BandNights { get; init; } = 7;

    /// <summary>What holds for a dataset whose feed file says nothing: a delivery of news may be of any size.</summary>
    public static GuardLimits For(DatasetMode mode) => mode is DatasetMode.Full
        ? new GuardLimits { SizeBand = Band.Usual, RowBand = Band.Usual }
        : new GuardLimits();

    /// <summary>The limits as a feed file writes them.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"max_deleted {Text(MaxDeleted)}, max_changed {Text(MaxChanged)}, max_quarantined {Text(MaxQuarantined)}, floor {Floor}, row_band {RowBand?.ToString() ?? "off"}, size_band {SizeBand?.ToString() ?? "off"}, band_nights {BandNights}");

    /// <summary>A share as a person writes it: <c>20%</c>, or <c>off</c>.</summary>
    public static string Text(decimal? share) => share is { } limit ? string.Create(CultureInfo.InvariantCulture, $"{limit * 100:0.##}%") : "off";
}

/// <summary>From which to which share of what is usual something may lie, both included.</summary>
/// <param name="Low">The least share.</param>
/// <param name="High">The greatest share.</param>
public sealed record Band(decimal Low, decimal High)
{
    /// <summary>Half to twice of what is usual.</summary>
    public static Band Usual { get; } = new(0.5m, 2m);

    public override string ToString() => $"{GuardLimits.Text(Low)}..{GuardLimits.Text(High)}";
}
