namespace Microsoft.SqlServer.Server;

/// <summary>Marks a type of the database that is written in .NET.</summary>
/// <param name="format">How it is laid out.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = true)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How it is laid out.</summary>
    public Format Format { get; } = format;

    /// <summary>The most bytes that a value takes; -1 for no limit.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether every value takes as many.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether values are ordered as their bytes are.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The method that says whether a value is one.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>Its name in the database.</summary>
    public string? Name { get; set; }
}
