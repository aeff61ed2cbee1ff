using Pipeline.Core.History;

namespace Pipeline.Core.Tests.Deliveries.Receiving;

/// <summary>A clock on which every wait is over at once, and has taken as long as it was to take.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = new(2021, 12, 1, 2, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            lock (gate)
            {
                now += dueTime;
            }

            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new SpentTimer();
    }

    private sealed class SpentTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
