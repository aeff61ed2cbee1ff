using System.Security.Cryptography;
using System.Text;
using Pipeline.Testing.Folding;

namespace Pipeline.Worker.Tests.Folding;

/// <summary>One made-up file.</summary>
/// <param name="nodes">Its records.</param>
/// <param name="bytes">The same as it is sent.</param>
internal sealed class CaseFile(IReadOnlyList<Node> nodes, byte[] bytes)
{
    public IReadOnlyList<Node> Nodes => nodes;

    public byte[] Bytes => bytes;

    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes));

    public override string ToString() => $"{Sha256[..12]}\n{Encoding.UTF8.GetString(bytes)}";
}
