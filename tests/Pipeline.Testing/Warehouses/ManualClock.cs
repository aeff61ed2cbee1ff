namespace Pipeline.Testing.Warehouses;

/// <summary>A clock that stands still until a test moves it; waits are over after the time they were to take.</summary>
public sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2021, 12, 1, 2, 30, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
