namespace Microsoft.SqlServer.Server;

/// <summary>A type is no type of the database. Nothing here throws it: there are none.</summary>
public sealed class InvalidUdtException : SystemException
{
    public InvalidUdtException()
    {
    }

    public InvalidUdtException(string message) : base(message)
    {
    }

    public InvalidUdtException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
