using Pipeline.Core.Deliveries.Receiving;

namespace Pipeline.Worker.Tests.Sources;

/// <summary>Tells a test of progress where it happens; the framework's own would tell it later, on another thread.</summary>
internal sealed class SynchronousProgress(Action<ReceiveProgress> shown) : IProgress<ReceiveProgress>
{
    public void Report(ReceiveProgress value) => shown(value);
}
