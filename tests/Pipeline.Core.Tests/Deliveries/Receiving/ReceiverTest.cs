using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Tests.Deliveries.Receiving;

/// <summary>A receiver without patience, whose notes are kept.</summary>
public abstract class ReceiverTest : DeliveryTest
{
    protected static readonly byte[] Content = Bytes("0123456789");

    /// <summary>What the receiver has said on its way.</summary>
    protected List<string> Said { get; } = [];

    private protected ImpatientTime Time { get; } = new();

    private protected Task<Delivery> ReceiveAsync(
        ScriptedSource source, ReceiveOptions? options = null, Func<Stream, Stream, CancellationToken, Task>? scrub = null) =>
        new DeliveryReceiver(Archive, options ?? new ReceiveOptions(), Time)
            .ReceiveAsync(source, "authors.json", "vendor", Night, scrub, new Notes(Said), Cancellation);

    protected IEnumerable<string> Received() =>
        Directory.EnumerateFiles(Path.Combine(Archive.Root, "streaming", "receiving"), "*", SearchOption.AllDirectories);

    private sealed class Notes(List<string> notes) : IProgress<ReceiveProgress>
    {
        public void Report(ReceiveProgress value)
        {
            if (value.Note is not null)
            {
                notes.Add(value.Note);
            }
        }
    }
}
