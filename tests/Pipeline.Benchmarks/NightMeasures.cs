using Pipeline.Core.Ledger;

namespace Pipeline.Benchmarks;

/// <summary>One night, measured.</summary>
/// <param name="Night">The night.</param>
/// <param name="Megabytes">The size of its file, in 1,000,000 bytes.</param>
/// <param name="Tallies">What it did to each dataset.</param>
/// <param name="Steps">Its steps, in order.</param>
/// <param name="Seconds">The whole run, wall clock.</param>
/// <param name="CpuSeconds">The whole run, processor time.</param>
internal sealed record NightMeasures(
    DateOnly Night,
    double Megabytes,
    IReadOnlyDictionary<string, DatasetTally> Tallies,
    IReadOnlyList<Measure> Steps,
    double Seconds,
    double CpuSeconds)
{
    public double PeakMegabytes => Steps.Max(step => step.PeakMegabytes ?? 0);

    /// <summary>What one kind of step took over all datasets.</summary>
    public Measure Sum(params string[] steps)
    {
        var measures = Steps.Where(step => steps.Contains(step.Step)).ToList();
        return new Measure(
            string.Join(" + ", steps),
            "",
            measures.Sum(step => step.Seconds),
            measures.Sum(step => step.CpuSeconds),
            measures.Max(step => step.PeakMegabytes),
            null,
            measures.Sum(step => step.Rows));
    }
}
