using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>From any name of a feed, source or file to a folder name that is safe on every file system.</summary>
/// <remarks>
/// A plain name (lower-case letters, digits, <c>. _ -</c>) stays as it is, so that people find their way; every other one
/// becomes <c>digest~what is readable of it</c>. Two names that differ, if only in case, never share a folder, on a file
/// system without letter case either; the end of a name, where its extension is, survives.
/// </remarks>
internal static class ArchiveName
{
    /// <summary>The longest plain name, in characters: far below what any file system takes (255 bytes on ext4, 260 characters in a Windows path).</summary>
    private const int MaxLength = 80;

    private static readonly string[] ReservedByWindows =
        ["con", "prn", "aux", "nul", .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"com{number}", $"lpt{number}" })];

    /// <summary>The safe name; the same for the same name, always.</summary>
    public static string Of(string name)
    {
        if (IsPlain(name))
        {
            return name;
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16];
        var readable = name.Length <= MaxLength ? name : name[^MaxLength..];
        return $"{digest}~{string.Concat(readable.Select(symbol => IsPlain(symbol) ? symbol : IsPlain(char.ToLowerInvariant(symbol)) ? char.ToLowerInvariant(symbol) : '-')).TrimEnd('.')}";
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= MaxLength
        && name.All(IsPlain)
        && name[0] is not ('.' or '-' or '_')
        && name[^1] is not '.'
        && !name.StartsWith(DeliveryManifest.FileName, StringComparison.Ordinal)
        && !ReservedByWindows.Contains(name.Split('.')[0]);

    private static bool IsPlain(char symbol) => symbol is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-';
}
