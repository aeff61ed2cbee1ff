using Microsoft.Extensions.Time.Testing;

namespace Pipeline.Core.Tests.Deliveries.Receiving;

/// <summary>A clock on which every wait ends at once, and the time that it was to take has passed.</summary>
internal sealed class ImpatientTime() : FakeTimeProvider(new DateTimeOffset(2021, 12, 1, 2, 0, 0, TimeSpan.Zero))
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime)); // not in this call: whoever waits has no timer yet
        }

        return timer;
    }
}
