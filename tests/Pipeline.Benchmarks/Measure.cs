namespace Pipeline.Benchmarks;

/// <summary>What one step took.</summary>
/// <param name="Step">The step, as the night's journal names it; or a peer.</param>
/// <param name="Subject">The dataset, or what a peer did.</param>
/// <param name="Seconds">Wall clock.</param>
/// <param name="CpuSeconds">Processor time of all threads, user and system; null where it can't be known.</param>
/// <param name="PeakMegabytes">The peak of resident memory while it ran, in 1,000,000 bytes; null where it was another process.</param>
/// <param name="Megabytes">The size of the delivery, where the step goes over all of it.</param>
/// <param name="Rows">Records read, or rows written; null where the step has none.</param>
internal sealed record Measure(
    string Step, string Subject, double Seconds, double? CpuSeconds, double? PeakMegabytes, double? Megabytes = null, long? Rows = null)
{
    public static Measure Of(string step, string subject, Usage usage) => new(
        step, subject, usage.Elapsed.TotalSeconds, usage.Processor.TotalSeconds, Usage.PeakMemory() / 1e6);

    public double? MegabytesPerSecond => Megabytes / Seconds;

    public double? RowsPerSecond => Rows / Seconds;
}
