using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;

namespace Pipeline.Core.Tests.Deliveries.Receiving;

/// <summary>Transfers that break, and workers that die: what is there is used again where it is surely of the same file.</summary>
public sealed class InterruptedDeliveryTests : ReceiverTest
{
    [Fact]
    public async Task A_broken_transfer_is_resumed_where_it_broke()
    {
        var source = new ScriptedSource(Content, LongAgo) { OnCopy = copy => copy < 2 ? (3, ScriptedSource.Broken) : (100, null) };

        var delivery = await ReceiveAsync(source);

        Assert.Equal(Digest(Content), delivery.Sha256);
        Assert.Equal(["find", "copy from 0", "find", "copy from 3", "find", "copy from 6", "find"], source.Asked);
    }

    [Fact]
    public async Task A_transfer_that_ends_early_without_a_fault_is_resumed()
    {
        var source = new ScriptedSource(Content, LongAgo) { OnCopy = copy => (copy == 0 ? 4 : 100, null) };

        var delivery = await ReceiveAsync(source);

        Assert.Equal(Digest(Content), delivery.Sha256);
        Assert.Equal(["find", "copy from 0", "find", "copy from 4", "find"], source.Asked);
    }

    [Fact]
    public async Task Retries_count_anew_while_the_file_makes_headway()
    {
        var large = new byte[12 << 20];
        var source = new ScriptedSource(large, LongAgo) { OnCopy = _ => (1 << 20, ScriptedSource.Broken) };

        var delivery = await ReceiveAsync(source, new ReceiveOptions { Retries = 1 });

        Assert.Equal(Digest(large), delivery.Sha256);
    }

    [Fact]
    public async Task A_fault_that_cannot_heal_is_not_tried_again()
    {
        var source = new ScriptedSource(Content, LongAgo)
        {
            OnCopy = _ => (0, new SourceUnavailableException(new Fault { What = "The password is wrong.", Next = [new NextStep("Change it")] })),
        };

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => ReceiveAsync(source));

        Assert.Equal("The password is wrong.\nChange it.", fault.Message);
        Assert.Equal(["find", "copy from 0"], source.Asked);
    }

    [Fact]
    public async Task After_the_last_retry_the_fault_says_how_often_it_was_tried_and_stays_transient()
    {
        var source = new ScriptedSource(Content, LongAgo) { OnCopy = _ => (0, ScriptedSource.Broken) };

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => ReceiveAsync(source, new ReceiveOptions { Retries = 2 }));

        Assert.Equal("Tried 3 times, the last time with this result: The connection broke.\nRun again.", fault.Message);
        Assert.True(fault.IsTransient);
    }

    [Fact]
    public async Task After_a_crash_the_partial_file_is_used_if_the_source_reports_the_same_size_and_time()
    {
        await CrashAfterAsync(6, LongAgo);
        var source = new ScriptedSource(Content, LongAgo);

        var delivery = await ReceiveAsync(source);

        Assert.Equal(Digest(Content), delivery.Sha256);
        Assert.Equal(["find", "find", "copy from 6", "find"], source.Asked);
    }

    [Fact]
    public async Task After_a_crash_what_is_there_is_dropped_if_the_file_has_another_time()
    {
        await CrashAfterAsync(6, LongAgo);
        var source = new ScriptedSource(Bytes("abcdefghij"), LongAgo.AddHours(1));

        var delivery = await ReceiveAsync(source);

        Assert.Equal(Digest(Bytes("abcdefghij")), delivery.Sha256);
        Assert.Equal(["find", "copy from 0", "find"], source.Asked);
    }

    [Fact]
    public async Task After_a_crash_the_partial_file_is_dropped_if_the_source_reports_no_time()
    {
        await CrashAfterAsync(6, null);
        var source = new ScriptedSource(Content, null);

        await ReceiveAsync(source);

        Assert.Equal(["find", "find", "copy from 0", "find"], source.Asked);
    }

    private async Task CrashAfterAsync(int bytes, DateTimeOffset? modifiedAt)
    {
        var source = new ScriptedSource(Content, modifiedAt) { OnCopy = _ => (bytes, new InvalidOperationException("killed")) };
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReceiveAsync(source));
    }
}
