using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Core.Deliveries.Sources;

namespace Pipeline.Worker.Tests.Sources;

/// <summary>A real server behind a line that breaks, or a vendor who writes while we read.</summary>
public sealed class BrokenTransferTests : SourceTest
{
    [Fact]
    public async Task Connections_cut_in_mid_file_end_in_the_same_digest()
    {
        var content = SomeBytes(2_000_000);
        Serve("authors.json", content);
        await using var server = await StartServerAsync();
        await using var proxy = new CuttingProxy(server.Port);
        proxy.CutAfter.Enqueue(1);
        proxy.CutAfter.Enqueue(700_000);
        proxy.CutAfter.Enqueue(1_200_000);
        var lengths = new List<long>();

        var delivery = await ReceiveAsync(
            Open(server, port: proxy.Port), "authors.json", progress: new SynchronousProgress(now => lengths.Add(now.Bytes)));

        Assert.Equal(Digest(content), delivery.Sha256);
        Assert.Equal(4, proxy.DataConnections);
        Assert.Equal(lengths.Order(), lengths); // resumed, never begun again
    }

    [Fact]
    public async Task A_cut_connection_is_a_fault_that_may_heal()
    {
        Serve("authors.json", SomeBytes(100_000));
        await using var server = await StartServerAsync();
        await using var proxy = new CuttingProxy(server.Port);
        proxy.CutAfter.Enqueue(40_000);
        using var copy = new MemoryStream();

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() =>
            Open(server, port: proxy.Port).CopyAsync("authors.json", 0, copy, Cancellation));

        Assert.True(fault.IsTransient);
        Assert.Equal(40_000, copy.Length);
        Assert.StartsWith(
            $"Source 'vendor' (ftp://anonymous@127.0.0.1:{proxy.Port}) broke the connection over authors.json (curl ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_that_falls_silent_is_broken_off_and_resumed()
    {
        var content = SomeBytes(300_000);
        Serve("authors.json", content);
        Options = Options with { StallTime = TimeSpan.FromSeconds(1) };
        await using var server = await StartServerAsync();
        await using var proxy = new CuttingProxy(server.Port) { Stall = true };
        proxy.CutAfter.Enqueue(100_000);
        var notes = new List<string>();

        var delivery = await ReceiveAsync(
            Open(server, port: proxy.Port), "authors.json", progress: new SynchronousProgress(now => notes.Add(now.Note ?? "")));

        Assert.Equal(Digest(content), delivery.Sha256);
        Assert.Equal(2, proxy.DataConnections);
        Assert.Contains(notes, note => note.StartsWith("try 2 in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_replaced_in_mid_download_is_begun_again_from_0()
    {
        var replacement = SomeBytes(250_000);
        Serve("authors.json", SomeBytes(300_000));
        await using var server = await StartServerAsync();
        await using var proxy = new CuttingProxy(server.Port);
        proxy.CutAfter.Enqueue(200_000);
        proxy.OnCut = () =>
        {
            File.WriteAllBytes(Path.Combine(Served, "new"), replacement);
            File.Move(Path.Combine(Served, "new"), Path.Combine(Served, "authors.json"), overwrite: true);
        };

        var delivery = await ReceiveAsync(Open(server, port: proxy.Port), "authors.json");

        Assert.Equal(Digest(replacement), delivery.Sha256);
    }

    [Fact]
    public async Task A_growing_file_is_waited_for()
    {
        var content = SomeBytes(200_000);
        var path = Serve("authors.json", []);
        await using var server = await StartServerAsync();
        var source = Open(server);
        var writing = Task.Run(
            async () =>
            {
                await using var output = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                for (var written = 0; written < content.Length; written += 20_000)
                {
                    await output.WriteAsync(content.AsMemory(written, 20_000), Cancellation);
                    await output.FlushAsync(Cancellation);
                    await Task.Delay(100, Cancellation);
                }
            },
            Cancellation);
        await Task.Delay(50, Cancellation);

        var delivery = await ReceiveAsync(source, "authors.json");
        await writing;

        Assert.Equal(Digest(content), delivery.Sha256);
    }

    [Fact]
    public async Task After_a_crash_only_the_rest_is_received()
    {
        var content = SomeBytes(300_000);
        Serve("authors.json", content);
        await using var server = await StartServerAsync();
        await using var proxy = new CuttingProxy(server.Port);
        proxy.CutAfter.Enqueue(200_000);
        await Assert.ThrowsAsync<SourceUnavailableException>(() =>
            ReceiveAsync(Open(server, port: proxy.Port), "authors.json", new ReceiveOptions { Retries = 0 }));
        var lengths = new List<long>();

        var delivery = await ReceiveAsync(
            Open(server, port: proxy.Port), "authors.json", progress: new SynchronousProgress(now => lengths.Add(now.Bytes)));

        Assert.Equal(Digest(content), delivery.Sha256);
        Assert.Equal(200_000, lengths[0]);
    }
}
