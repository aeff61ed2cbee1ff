using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Faults;

namespace Pipeline.Worker.Sources;

/// <summary>Who an sftp server is and who we are to it, as ssh keeps them in the home folder.</summary>
internal static class SftpIdentity
{
    // The order in which ssh itself tries them.
    private static readonly string[] KeyNames = ["id_rsa", "id_ecdsa", "id_ed25519"];

    /// <summary>Makes sure that the server's key will be checked: curl 7.88 without a list of known hosts trusts every host.</summary>
    /// <exception cref="SourceMisconfiguredException">There is no list of known hosts.</exception>
    public static void RequireKnownHosts(string source, CurlUrl url, string home)
    {
        var knownHosts = Path.Combine(home, ".ssh", "known_hosts");
        if (!File.Exists(knownHosts))
        {
            throw new SourceMisconfiguredException(
                new Fault
                {
                    What = $"Source '{source}' is an sftp server, but there is no {knownHosts}.",
                    Why = $"Without it any machine could pass for {url.Authority}, and receive the password.",
                    Untouched = "Nothing was tried, nothing was changed.",
                    Next = [NextStep.Run("Put the server's key there (ssh-keyscan prints it; compare it with the vendor's), then run", "run", NextStep.Feed)],
                });
        }
    }

    /// <summary>The first private key that the home folder holds, or null.</summary>
    public static string? FindKey(string home) =>
        KeyNames.Select(name => Path.Combine(home, ".ssh", name)).FirstOrDefault(File.Exists);
}
