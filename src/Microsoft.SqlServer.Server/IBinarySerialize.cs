namespace Microsoft.SqlServer.Server;

/// <summary>A type of the database that writes itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads its value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes its value.</summary>
    void Write(BinaryWriter w);
}
