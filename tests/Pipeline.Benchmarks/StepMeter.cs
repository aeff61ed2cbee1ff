using Pipeline.Core.Nights;

namespace Pipeline.Benchmarks;

/// <summary>Measures the steps of a night as the night itself tells of them.</summary>
internal sealed class StepMeter : INightProgress
{
    private readonly List<Measure> _measures = [];
    private Usage _usage = new();

    public IReadOnlyList<Measure> Measures => _measures;

    public void Began(string step, string? subject) => _usage = new Usage();

    public void Received(string subject, long bytes, long total, string? note)
    {
    }

    public void Ended(string step, string? subject, TimeSpan elapsed)
    {
        _measures.Add(Measure.Of(step, subject ?? "", _usage));
        _usage = new Usage(); // what follows the last step is the archive's compressing
    }

    /// <summary>What came after the last step.</summary>
    public Measure Rest() => Measure.Of("compress", "archive", _usage);
}
