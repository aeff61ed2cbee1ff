using System.Globalization;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;

namespace Pipeline.Worker.Sources;

/// <summary>What curl's exit codes mean to us: the one place where a status becomes a fault.</summary>
internal static class CurlFaults
{
    /// <summary>Exit codes as in "Exit codes" of curl's manual; 22, 67, 78 and others also depend on the server's reply, see <see cref="KindOf"/>.</summary>
    private static readonly Dictionary<int, CurlFaultKind> Kinds = new()
    {
        [1] = CurlFaultKind.BadUrl, // unsupported protocol
        [3] = CurlFaultKind.BadUrl,
        [5] = CurlFaultKind.Unreachable, // proxy not resolved
        [6] = CurlFaultKind.Unreachable, // host not resolved
        [7] = CurlFaultKind.Unreachable, // connection refused
        [9] = CurlFaultKind.Missing, // the folder can't be entered
        [16] = CurlFaultKind.Broken, // HTTP/2 framing
        [18] = CurlFaultKind.Broken, // ended before its announced size
        [28] = CurlFaultKind.Stalled,
        [35] = CurlFaultKind.Broken, // TLS handshake, also when cut
        [36] = CurlFaultKind.Changed, // shorter than where we wanted to resume
        [51] = CurlFaultKind.Certificate,
        [52] = CurlFaultKind.Broken, // empty reply
        [55] = CurlFaultKind.Broken, // sending failed
        [56] = CurlFaultKind.Broken, // receiving failed
        [58] = CurlFaultKind.Certificate,
        [60] = CurlFaultKind.Certificate,
        [64] = CurlFaultKind.TlsRefused,
        [67] = CurlFaultKind.LoginRefused,
        [77] = CurlFaultKind.Certificate, // the file of authorities
        [78] = CurlFaultKind.Missing,
        [79] = CurlFaultKind.Broken, // SSH session
        [80] = CurlFaultKind.Broken, // TLS shutdown
        [83] = CurlFaultKind.Certificate, // issuer
        [92] = CurlFaultKind.Broken, // HTTP/2 stream
    };

    /// <summary>What an unsuccessful result means.</summary>
    public static CurlFaultKind KindOf(CurlResult result, CurlUrl url) => result switch
    {
        { ExitCode: 22, ResponseCode: 404 or 410 } => CurlFaultKind.Missing,
        { ExitCode: 22, ResponseCode: 401 or 403 or 407 } => CurlFaultKind.LoginRefused,
        { ExitCode: 22, ResponseCode: 416 } => CurlFaultKind.Changed,
        { ExitCode: 22, ResponseCode: 408 or 425 or 429 or >= 500 } => CurlFaultKind.Busy,

        // RFC 959: 4yz is a negative reply that may be another one later, such as 421 "too many connections".
        { ResponseCode: >= 400 and < 500 } when url.IsFtp && !IsAboutTheConnection(result) => CurlFaultKind.Busy,
        { ExitCode: 19, ResponseCode: 550 } => CurlFaultKind.Missing,
        _ => Kinds.GetValueOrDefault(result.ExitCode, CurlFaultKind.Other),
    };

    /// <summary>The fault for an unsuccessful result.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="url">The source's URL.</param>
    /// <param name="asked">What was asked for: a file's path, or a folder's.</param>
    /// <param name="password">Where the password came from, and what to keep out of the message.</param>
    /// <param name="result">How curl ended.</param>
    /// <param name="options">The limits that a stall was measured by.</param>
    public static SourceUnavailableException Of(
        string source, CurlUrl url, string asked, SourcePassword password, CurlResult result, CurlOptions options)
    {
        var kind = KindOf(result, url);
        var what = asked.Length == 0 ? "its folder" : asked;
        var said = password.Scrub(Printable.Of(result.Error));
        var (happened, matters, next) = kind switch
        {
            CurlFaultKind.Unreachable => (
                "can't be reached", "Without it nothing of it can be received; a name or port that is right today may only be down.", "Check the URL and the network"),
            CurlFaultKind.Broken => (
                $"broke the connection over {what}", "A file that is not complete would pass for one in which records were deleted.", "The next run resumes it where it broke; look at the network if it breaks again"),
            CurlFaultKind.Stalled => (
                string.Create(CultureInfo.InvariantCulture, $"did not answer within {options.ConnectTimeout.TotalSeconds:0.#} s, or sent {what} at less than {options.StallBytesPerSecond} bytes/s for {options.StallTime.TotalSeconds:0.#} s"),
                "A night that hangs misses its deadline without a word.", "The next run resumes it where it stalled; look at the network if it stalls again"),
            CurlFaultKind.Busy => (
                $"can't give {what} just now", "Without it the night can't go on; the server says that this may pass.", "Wait a little"),
            CurlFaultKind.Changed => (
                $"has less of {what} than was received", "The file was replaced meanwhile, and parts of two files must never be joined.", "The next run begins it again"),
            CurlFaultKind.LoginRefused => (
                $"refused the user {url.User ?? "anonymous"} with the password from {password.Place}", "Trying again would not help, and may lock the account.", "Put the right password there, or check the user in the URL"),
            CurlFaultKind.Missing => (
                $"has no {what}, or it may not be read", "The night can't begin without it; a missing file is not taken for an empty one.", "When it is there, or the feed file names the right one"),
            CurlFaultKind.Certificate when url.Scheme == "sftp" => (
                "showed a key that is not the one in .ssh/known_hosts", "It may be another machine that passes for the vendor's.", "Ask the vendor for the key and put it there"),
            CurlFaultKind.Certificate => (
                "showed a certificate that can't be trusted", "It may be another machine that passes for the vendor's; no password was sent to it.", "Put the authority's certificate into a PEM file and name it (ca_file), or fix that file"),
            CurlFaultKind.TlsRefused => (
                "does not offer TLS, which the feed file requires", "Without it password and data would travel in the open.", "Ask the vendor for FTPS, or remove tls: required"),
            CurlFaultKind.BadUrl => (
                "has a URL that curl can't use", "Nothing of it can be received.", "Check the URL, and that `curl --version` lists its protocol"),
            _ => ($"could not give {what}", "Without it the night can't go on.", "Look the code up in curl's manual and fix the cause"),
        };

        return new SourceUnavailableException(
            new Fault
            {
                What = $"Source '{source}' ({url.Display}) {happened} (curl {result.ExitCode}: {said}).",
                Why = matters,
                Untouched = "What was received so far is kept; bronze, silver and gold are unchanged.",
                Next = [NextStep.Run($"{next}, then run", "run", NextStep.Feed)],
                IsTransient = kind is CurlFaultKind.Unreachable or CurlFaultKind.Broken or CurlFaultKind.Stalled
                    or CurlFaultKind.Busy or CurlFaultKind.Changed,
            });
    }

    // 425 and 426 come with a connection that broke: the exit code tells more than the reply.
    private static bool IsAboutTheConnection(CurlResult result) =>
        Kinds.GetValueOrDefault(result.ExitCode) is CurlFaultKind.Broken or CurlFaultKind.Stalled or CurlFaultKind.Unreachable;
}
