using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Engines.Sql.Erasure;

/// <summary>What stands in the column that places a forgotten record on a machine of a cluster, where null can't stand.</summary>
/// <remarks>It follows from the key's hash, which stays anyway: no two forgotten records have the same, and none has a real one's.</remarks>
internal static class StandIn
{
    /// <summary>The stand-in as canonical text: all digits of the hash, or the integer that its first eight bytes are.</summary>
    /// <param name="type">The column's type: text or integer, which are the types of columns that place records.</param>
    /// <param name="key">The key's hash.</param>
    public static string Of(ColumnType type, Hash128 key) => type.Kind is ColumnKind.Integer
        ? unchecked((long)key.High).ToString(CultureInfo.InvariantCulture)
        : key.ToString();
}
