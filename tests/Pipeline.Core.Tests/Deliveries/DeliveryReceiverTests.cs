using Pipeline.Core.Deliveries;

namespace Pipeline.Core.Tests.Deliveries;

public sealed class DeliveryReceiverTests : DeliveryTest
{
    private static readonly byte[] Content = Bytes("0123456789");

    private readonly ImpatientTime time = new();
    private readonly List<string> notes = [];

    [Fact]
    public async Task A_file_is_received_whole_with_its_digest_and_for_our_eyes_only()
    {
        var source = new ScriptedSource(Content, LongAgo);

        var delivery = await ReceiveAsync(source);

        Assert.Equal(
            new Delivery
            {
                Source = "vendor",
                File = "authors.json",
                Sha256 = Digest(Content),
                Size = 10,
                ModifiedAt = LongAgo,
                ReceivedAt = time.GetUtcNow(),
                ArchivePath = delivery.ArchivePath,
            },
            delivery);
        Assert.Equal("0123456789", Read(delivery));
        Assert.Equal(["find", "copy from 0", "find"], source.Asked);
        Assert.Empty(Received());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(delivery.ArchivePath));
        }
    }

    [Fact]
    public async Task An_empty_file_is_a_delivery_too()
    {
        var delivery = await ReceiveAsync(new ScriptedSource([], LongAgo));

        Assert.Equal((0, Digest([])), (delivery.Size, delivery.Sha256));
    }

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
            OnCopy = _ => (0, new SourceUnavailableException("The password is wrong.", isTransient: false)),
        };

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => ReceiveAsync(source));

        Assert.Equal("The password is wrong.", fault.Message);
        Assert.Equal(["find", "copy from 0"], source.Asked);
    }

    [Fact]
    public async Task After_the_last_retry_the_fault_says_how_often_it_was_tried_and_stays_transient()
    {
        var source = new ScriptedSource(Content, LongAgo) { OnCopy = _ => (0, ScriptedSource.Broken) };

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => ReceiveAsync(source, new ReceiveOptions { Retries = 2 }));

        Assert.Equal("Tried 3 times, the last time with this result: The connection broke.", fault.Message);
        Assert.True(fault.IsTransient);
    }

    [Fact]
    public async Task A_missing_file_is_said_at_once()
    {
        var source = new ScriptedSource(null, null);

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => ReceiveAsync(source));

        Assert.Equal(
            """
            There is no file authors.json at source 'vendor' (scripted://vendor), or it may not be read.
            The night streaming 2021-12-01 can't begin without it; a missing file is not taken for an empty one.
            Nothing was changed: archive, bronze, silver and gold are as they were.
            When it is there, run: ./pipeline run streaming --night 2021-12-01
            """,
            fault.Message);
        Assert.Equal(["find"], source.Asked);
    }

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
        Assert.Contains("replaced at its source, begun again", notes);
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
            authors.json at source 'vendor' changed 4 times while it was being received; it has 10 bytes by now.
            Parts of different files must never be joined, so each time it was begun again from 0.
            Nothing was changed: archive, bronze, silver and gold are as they were.
            When the vendor has finished, run: ./pipeline run streaming --night 2021-12-01
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
            source.ModifiedAt = look < 4 ? time.GetUtcNow() : source.ModifiedAt;
        };

        var delivery = await ReceiveAsync(source);

        Assert.Equal(Digest(Content), delivery.Sha256);
        Assert.Equal(["find", "find", "find", "find", "find", "copy from 0", "find"], source.Asked);
        Assert.Contains("waiting until it is complete", notes);
    }

    [Fact]
    public async Task A_file_that_grows_for_too_long_is_given_up()
    {
        var source = new ScriptedSource([], null);
        source.OnFind = look => source.Content = new byte[look];

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => ReceiveAsync(source));

        Assert.Equal(
            """
            authors.json at source 'vendor' was still being written after 30 minutes: 180 bytes by now.
            A file that is not complete would pass for one in which records were deleted.
            Nothing was changed: archive, bronze, silver and gold are as they were.
            When the vendor has finished, run: ./pipeline run streaming --night 2021-12-01
            """,
            fault.Message);
    }

    [Fact]
    public async Task After_a_crash_what_is_there_is_used_if_the_source_tells_the_same_size_and_time()
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
    public async Task After_a_crash_what_is_there_is_dropped_if_the_source_tells_no_time()
    {
        await CrashAfterAsync(6, null);
        var source = new ScriptedSource(Content, null);

        await ReceiveAsync(source);

        Assert.Equal(["find", "find", "copy from 0", "find"], source.Asked);
    }

    [Fact]
    public async Task Dropped_columns_never_reach_the_archive_while_the_digest_stays_the_vendors()
    {
        var delivery = await ReceiveAsync(
            new ScriptedSource(Content, LongAgo),
            scrub: async (input, output, token) =>
            {
                using var reader = new StreamReader(input);
                await output.WriteAsync(Bytes((await reader.ReadToEndAsync(token)).Replace("345", "", StringComparison.Ordinal)), token);
            });

        Assert.Equal((Digest(Content), 10), (delivery.Sha256, delivery.Size));
        Assert.Equal("0126789", Read(delivery));
        Assert.Empty(Received());
    }

    [Fact]
    public async Task A_file_that_can_not_be_scrubbed_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<FormatException>(() => ReceiveAsync(
            new ScriptedSource(Content, LongAgo), scrub: (_, _, _) => throw new FormatException("cut short")));

        Assert.Empty(Directory.EnumerateFiles(Archive.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_delivery_that_the_source_still_tells_the_same_of_need_not_be_received_again()
    {
        var source = new ScriptedSource(Content, LongAgo);
        var delivery = await ReceiveAsync(source);

        Assert.Equal(delivery with { FromArchive = true }, await FindUnchangedAsync(source));
        source.ModifiedAt = LongAgo.AddSeconds(1);
        Assert.Null(await FindUnchangedAsync(source));
        source.Content = null;
        Assert.Null(await FindUnchangedAsync(source));
    }

    [Fact]
    public async Task An_archive_that_can_not_be_written_is_a_clear_fault()
    {
        var taken = Path.Combine(Folder, "taken");
        await File.WriteAllTextAsync(taken, "", Cancellation);
        var receiver = new DeliveryReceiver(new Archive(taken), new ReceiveOptions(), time);

        var fault = await Assert.ThrowsAsync<ArchiveException>(() => receiver.ReceiveAsync(
            new ScriptedSource(Content, LongAgo), "authors.json", "vendor", Night, cancellationToken: Cancellation));

        Assert.Equal(
            $"""
            The archive can't be written after 0 bytes of authors.json: {fault.InnerException!.Message}
            A delivery is kept whole before it is read, so the night can't go on.
            What was received so far is kept; bronze, silver and gold are as they were.
            Make room or mend the rights, then run: ./pipeline run streaming --night 2021-12-01
            """,
            fault.Message);
    }

    [Fact]
    public void Defaults_are_what_the_docs_say()
    {
        var defaults = new ReceiveOptions();

        Assert.Equal(TimeSpan.FromSeconds(10), defaults.StableFor);
        Assert.Equal(TimeSpan.FromSeconds(1), defaults.FolderStableFor);
        Assert.Equal(TimeSpan.FromMinutes(1), defaults.OldAfter);
        Assert.Equal(TimeSpan.FromMinutes(30), defaults.WaitAtMost);
        Assert.Equal(6, defaults.Retries);
        Assert.Equal(TimeSpan.FromSeconds(2), defaults.FirstDelay);
        Assert.Equal(TimeSpan.FromMinutes(1), defaults.MaxDelay);
        Assert.Equal(3, defaults.Restarts);
    }

    private async Task CrashAfterAsync(int bytes, DateTimeOffset? modifiedAt)
    {
        var source = new ScriptedSource(Content, modifiedAt) { OnCopy = _ => (bytes, new InvalidOperationException("killed")) };
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReceiveAsync(source));
    }

    private Task<Delivery> ReceiveAsync(
        ScriptedSource source, ReceiveOptions? options = null, Func<Stream, Stream, CancellationToken, Task>? scrub = null) =>
        new DeliveryReceiver(Archive, options ?? new ReceiveOptions(), time)
            .ReceiveAsync(source, "authors.json", "vendor", Night, scrub, new Notes(notes), Cancellation);

    private Task<Delivery?> FindUnchangedAsync(ScriptedSource source) =>
        new DeliveryReceiver(Archive, new ReceiveOptions(), time).FindUnchangedAsync(source, "authors.json", "vendor", Night, Cancellation);

    private IEnumerable<string> Received() =>
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
