namespace Microsoft.SqlServer.Server;

/// <summary>How a type of the database that is written in .NET is laid out; the values are those of the package.</summary>
public enum Format
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Field by field, by the server.</summary>
    Native = 1,

    /// <summary>By the type itself, as <see cref="IBinarySerialize"/>.</summary>
    UserDefined = 2,
}
