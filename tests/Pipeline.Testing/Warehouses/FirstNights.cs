using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Nights;
using Pipeline.Core.Operations;

namespace Pipeline.Testing.Warehouses;

/// <summary>Lets an operation run a number of nights, seven minutes apart, and stops it before the next one.</summary>
internal sealed class FirstNights(FakeTimeProvider clock, int nights) : INightObserver
{
    private int _run;

    /// <summary>Whether it stopped the operation.</summary>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public Task<NightReport> WatchAsync(Func<INightProgress, Task<NightReport>> run)
    {
        IsOver = _run++ >= nights;
        clock.Advance(TimeSpan.FromMinutes(7));
        return IsOver ? throw new InvalidOperationException("enough nights") : run(new SilentProgress());
    }
}
