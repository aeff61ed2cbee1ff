using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;

namespace Pipeline.Worker.Sources;

/// <summary>One call of curl as a child process: input on standard input, output on standard output.</summary>
internal static class CurlProcess
{
    private const int BufferSize = 1 << 17;

    /// <summary>More than curl ever says; a server's endless banner is not kept.</summary>
    private const int MaxErrorLength = 1 << 16;

    /// <summary>Runs curl to its end and copies what it receives to <paramref name="output"/>.</summary>
    /// <param name="config">The options.</param>
    /// <param name="output">Where the received bytes go; what it throws is passed on.</param>
    /// <param name="options">Which program, which home folder.</param>
    /// <param name="secretVariable">The environment variable that holds our password: no business of the child's.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    /// <exception cref="SourceMisconfiguredException">curl is not installed.</exception>
    public static async Task<CurlResult> RunAsync(
        CurlConfig config, Stream output, CurlOptions options, string? secretVariable, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(options, secretVariable);
        try
        {
            var error = ReadErrorAsync(process.StandardError, cancellationToken);
            await TellAsync(process, config, cancellationToken);
            await process.StandardOutput.BaseStream.CopyToAsync(output, BufferSize, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return CurlResult.From(process.ExitCode, await error);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private static Process Start(CurlOptions options, string? secretVariable)
    {
        // -q: a curlrc of the machine must not change what we do; --globoff: [ ] { } in a name are only characters.
        var start = new ProcessStartInfo(options.Program, ["-q", "--globoff", "--config", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["HOME"] = options.Home;
        if (secretVariable is not null)
        {
            start.Environment.Remove(secretVariable);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new SourceMisconfiguredException(
                new Fault
                {
                    What = $"The program \"{options.Program}\" can't be started: {fault.Message}",
                    Why = "It is what talks to ftp, ftps, sftp and https servers; folders work without it.",
                    Untouched = "Nothing was tried, nothing was changed.",
                    Next = [NextStep.Run("Install it (Debian: apt-get install curl), then run", "run", NextStep.Feed)],
                },
                fault);
        }
    }

    private static async Task TellAsync(Process process, CurlConfig config, CancellationToken cancellationToken)
    {
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await input.WriteAsync(Encoding.UTF8.GetBytes(config.ToString()), cancellationToken);
        }
        catch (IOException)
        {
            // curl ended before it had read everything: its exit code says why.
        }
    }

    private static async Task<string> ReadErrorAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            text.Append(buffer, 0, count);
            if (text.Length > MaxErrorLength)
            {
                text.Remove(0, text.Length - (MaxErrorLength / 2)); // the end is what counts
            }
        }

        return text.ToString();
    }
}
