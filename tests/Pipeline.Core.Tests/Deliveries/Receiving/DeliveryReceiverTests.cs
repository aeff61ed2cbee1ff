using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Tests.Deliveries.Receiving;

/// <summary>A file that waits at its source, whole and unchanging.</summary>
public sealed class DeliveryReceiverTests : ReceiverTest
{
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
                ReceivedAt = Time.GetUtcNow(),
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
    public async Task A_missing_file_is_said_at_once()
    {
        var source = new ScriptedSource(null, null);

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => ReceiveAsync(source));

        Assert.Equal(
            """
            There is no file authors.json at source 'vendor' (scripted://vendor), or it may not be read.
            The night streaming 2021-12-01 can't begin without it; a missing file is not taken for an empty one.
            Nothing was changed: archive, bronze, silver and gold are unchanged.
            When it is there, run: run streaming --night 2021-12-01
            """,
            fault.Message);
        Assert.Equal(["find"], source.Asked);
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
    public async Task A_delivery_is_not_received_again_if_the_source_still_reports_the_same()
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
        var receiver = new DeliveryReceiver(new Archive(taken), new ReceiveOptions(), Time);

        var fault = await Assert.ThrowsAsync<ArchiveException>(() => receiver.ReceiveAsync(
            new ScriptedSource(Content, LongAgo), "authors.json", "vendor", Night, cancellationToken: Cancellation));

        Assert.Equal(
            $"""
            The archive can't be written after 0 bytes of authors.json: {fault.InnerException!.Message}
            A delivery is kept whole before it is read, so the night can't go on.
            What was received so far is kept; bronze, silver and gold are unchanged.
            Make room or fix the rights, then run: run streaming --night 2021-12-01
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

    private Task<Delivery?> FindUnchangedAsync(ScriptedSource source) =>
        new DeliveryReceiver(Archive, new ReceiveOptions(), Time).FindUnchangedAsync(source, "authors.json", "vendor", Night, Cancellation);
}
