using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Comparing.Guards;

/// <summary>Whether a file is about as large as those of the last nights (H23).</summary>
internal sealed class BandGuards(string file, Delivery delivery, IDatasetChanges changes, IReadOnlyList<AcceptedNight> before)
{
    private const string Why = "A file so far from what is usual is mostly a part of a dump, or more than one.";

    private readonly string _dataset = changes.Dataset.Name;
    private readonly GuardLimits _limits = changes.Dataset.Guards;
    private readonly List<AcceptedNight> _nights = [.. before.TakeLast(changes.Dataset.Guards.BandNights)];

    public GuardFinding? Rows() => Judge(
        "row_band", _limits.RowBand, "record(s)", changes.Tally.Records, [.. _nights.Select(night => night.Tally.Records)], _limits.Floor);

    /// <summary>The file's own size; of its nested lists the rows tell enough. The floor is as many bytes as so many usual records have.</summary>
    public GuardFinding? Size()
    {
        if (changes.Dataset.Parent is not null)
        {
            return null;
        }

        List<long> sizes = [.. _nights.Select(night => night.Size)];
        var records = Median([.. _nights.Select(night => night.Tally.Records)]);
        return Judge("size_band", _limits.SizeBand, "byte(s)", delivery.Size, sizes, records == 0 ? 0 : _limits.Floor * Median(sizes) / records);
    }

    private GuardFinding? Judge(string guard, Band? limit, string unit, long found, List<long> nights, decimal floor)
    {
        if (limit is not { } band)
        {
            return null;
        }

        if (nights.Count < GuardLimits.NightsBeforeBands)
        {
            return new GuardFinding(_dataset, guard, GuardOutcome.NoHistory, string.Create(
                CultureInfo.InvariantCulture,
                $"'{_dataset}' has {nights.Count} accepted night(s) to compare with, and {guard} needs {GuardLimits.NightsBeforeBands}: it is not watched yet."));
        }

        var usual = Median(nights);
        var (least, most) = (usual * band.Low, usual * band.High);
        var stops = (found < least || found > most) && Math.Abs(found - usual) >= floor;
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{file} has {found} {unit} for '{_dataset}'; the median of the last {nights.Count} night(s) is {usual:0.#}, and {guard}: {band} allows {Math.Ceiling(least):0} to {Math.Floor(most):0}.");
        return new GuardFinding(_dataset, guard, stops ? GuardOutcome.Stopped : GuardOutcome.Passed, detail) { Why = stops ? Why : "" };
    }

    private static decimal Median(List<long> numbers)
    {
        if (numbers.Count == 0)
        {
            return 0;
        }

        var sorted = numbers.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + (decimal)sorted[sorted.Count / 2]) / 2;
    }
}
