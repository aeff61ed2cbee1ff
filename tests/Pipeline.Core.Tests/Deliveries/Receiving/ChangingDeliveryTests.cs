using Pipeline.Core.Deliveries.Sources;

namespace Pipeline.Core.Tests.Deliveries.Receiving;

/// <summary>Files that grow, or are replaced, while they are received.</summary>
public sealed class ChangingDeliveryTests : ReceiverTest
{
    [Fact]
    public async Task A_file_replaced_in_mid_download_is_begun_again_from_0()
    {
        var other = Bytes("abcdefghij");
        var source = new ScriptedSource(Content, LongAgo);
        source.OnCopy = copy => copy == 0 ? (4, ScriptedSource.Broken) : (100, null);
        source.OnFind = look =>
        {
            if (look == 1)
            {
                (source.Content, source.ModifiedAt) = (other, LongAgo.AddSeconds(1));
            }
        };

        var delivery = await ReceiveAsync(source);

        Assert.Equal(Digest(other), delivery.Sha256);
        Assert.Equal(LongAgo.AddSeconds(1), delivery.ModifiedAt);
        Assert.Equal(["find", "copy from 0", "find", "find", "copy from 0", "find"], source.Asked);
        Assert.Contains("replaced at its source, begun again", Said);
    }

    [Fact]
    public async Task A_file_replaced_during_the_last_bytes_is_begun_again_too()
    {
        var source = new ScriptedSource(Content, LongAgo);
        source.OnFind = look => source.ModifiedAt = look == 0 ? LongAgo : LongAgo.AddSeconds(9);

        await ReceiveAsync(source);

        Assert.Equal(["find", "copy from 0", "find", "find", "copy from 0", "find"], source.Asked);
    }

    [Fact]
    public async Task A_file_that_keeps_changing_is_given_up()
    {
        var source = new ScriptedSource(Content, LongAgo);
        source.OnFind = look => source.ModifiedAt = LongAgo.AddSeconds(look);

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => ReceiveAsync(source));

        Assert.False(fault.IsTransient);
        Assert.Equal(
            """
            authors.json at source 'vendor' changed 4 times while it was being received; it has 10 bytes so far.
            Parts of different files must never be joined, so each time it was begun again from 0.
            Nothing was changed: archive, bronze, silver and gold are unchanged.
            When the vendor has finished, run: run streaming --night 2021-12-01
            """,
            fault.Message);
    }

    [Fact]
    public async Task A_growing_file_is_waited_for()
    {
        var source = new ScriptedSource([], null);
        source.OnFind = look =>
        {
            source.Content = Content[..Math.Min(10, look * 4)];
            source.ModifiedAt = look < 4 ? Time.GetUtcNow() : source.ModifiedAt;
        };

        var delivery = await ReceiveAsync(source);

        Assert.Equal(Digest(Content), delivery.Sha256);
        Assert.Equal(["find", "find", "find", "find", "find", "copy from 0", "find"], source.Asked);
        Assert.Contains("waiting until it is complete", Said);
    }

    [Fact]
    public async Task A_file_that_grows_for_too_long_is_given_up()
    {
        var source = new ScriptedSource([], null);
        source.OnFind = look => source.Content = new byte[look];

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => ReceiveAsync(source));

        Assert.Equal(
            """
            authors.json at source 'vendor' was still being written after 30 minutes: 180 bytes so far.
            A file that is not complete would pass for one in which records were deleted.
            Nothing was changed: archive, bronze, silver and gold are unchanged.
            When the vendor has finished, run: run streaming --night 2021-12-01
            """,
            fault.Message);
    }
}
