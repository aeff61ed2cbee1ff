using System.Globalization;

namespace Pipeline.Worker.Sources;

/// <summary>How a call of curl ended.</summary>
/// <param name="ExitCode">curl's own code; 0 is success.</param>
/// <param name="ResponseCode">The last reply code of an FTP or HTTP server, or 0.</param>
/// <param name="Error">What curl wrote about it, on one line; empty on success.</param>
internal sealed record CurlResult(int ExitCode, int ResponseCode, string Error)
{
    /// <summary>Asks curl to end its standard error with the server's last reply code.</summary>
    public const string WriteOut = "%{stderr}\n" + ResponseCodeMark + "%{response_code}\n";

    private const string ResponseCodeMark = "response_code=";

    /// <summary>Takes a result from what curl wrote to standard error.</summary>
    public static CurlResult From(int exitCode, string standardError)
    {
        var lines = standardError.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var code = lines.LastOrDefault(line => line.StartsWith(ResponseCodeMark, StringComparison.Ordinal));
        var error = lines.FirstOrDefault(line => line.StartsWith("curl: (", StringComparison.Ordinal)) ?? "";
        return new CurlResult(
            exitCode,
            int.TryParse(code?[ResponseCodeMark.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var response) ? response : 0,
            error[(error.IndexOf(") ", StringComparison.Ordinal) is var end and >= 0 ? end + 2 : 0)..]);
    }
}
