using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Worker.Tests.Sources;

/// <summary>A line to an FTP server that can be cut, or fall silent, in the middle of a file.</summary>
/// <remarks>It stands between client and server for the control connection and, by rewriting the replies to EPSV and PASV, for each data connection.</remarks>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener control = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly int serverPort;
    private readonly Task accepting;

    public CuttingProxy(int serverPort)
    {
        this.serverPort = serverPort;
        control.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)control.LocalEndpoint).Port;

    /// <summary>After how many bytes each further data connection is cut; those beyond the queue are left alone.</summary>
    public ConcurrentQueue<int> CutAfter { get; } = new();

    /// <summary>Whether a connection is left open but silent instead of being cut.</summary>
    public bool Stall { get; set; }

    /// <summary>Called when a data connection has been cut or has fallen silent.</summary>
    public Action? OnCut { get; set; }

    /// <summary>How many data connections there were.</summary>
    public int DataConnections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        control.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                sessions.Add(ServeAsync(await control.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, serverPort, stopping.Token);
                var up = client.GetStream().CopyToAsync(server.GetStream(), stopping.Token);
                using var replies = new StreamReader(server.GetStream(), Encoding.Latin1);
                while (await replies.ReadLineAsync(stopping.Token) is { } line)
                {
                    await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(Rewritten(line) + "\r\n"), stopping.Token);
                }

                client.Close();
                await up;
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One side hung up; the other one is closed too.
            }
        }
    }

    private string Rewritten(string reply)
    {
        if (reply.StartsWith("229 ", StringComparison.Ordinal))
        {
            var port = int.Parse(reply.Split("|||")[1].Split('|')[0], CultureInfo.InvariantCulture);
            return $"229 Entering Extended Passive Mode (|||{OpenData(port)}|)";
        }

        if (reply.StartsWith("227 ", StringComparison.Ordinal))
        {
            var numbers = reply[(reply.IndexOf('(', StringComparison.Ordinal) + 1)..reply.IndexOf(')', StringComparison.Ordinal)]
                .Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            var port = OpenData((numbers[4] * 256) + numbers[5]);
            return $"227 Entering Passive Mode (127,0,0,1,{port / 256},{port % 256})";
        }

        return reply;
    }

    private int OpenData(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = ForwardDataAsync(listener, port);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ForwardDataAsync(TcpListener listener, int port)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync(stopping.Token);
            listener.Stop();
            using var server = new TcpClient();
            await server.ConnectAsync(IPAddress.Loopback, port, stopping.Token);
            DataConnections++;
            var left = CutAfter.TryDequeue(out var limit) ? limit : int.MaxValue;
            var buffer = new byte[4096];
            while (await server.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), stopping.Token) is var count and > 0)
            {
                await client.GetStream().WriteAsync(buffer.AsMemory(0, count), stopping.Token);
                left -= count;
                if (left == 0)
                {
                    OnCut?.Invoke();
                    await Task.Delay(Stall ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, stopping.Token);
                    return;
                }
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
        {
            listener.Stop();
        }
    }
}
