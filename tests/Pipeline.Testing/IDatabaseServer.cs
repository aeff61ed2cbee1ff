namespace Pipeline.Testing;

/// <summary>A server on which every test makes databases of its own.</summary>
public interface IDatabaseServer
{
    /// <summary>How to reach a database of it.</summary>
    string ConnectionString(string database = "postgres");

    /// <summary>Makes an empty database, or a copy of another.</summary>
    string CreateDatabase(string? template = null);

    /// <summary>Drops a database, whoever is connected to it.</summary>
    void DropDatabase(string name);
}
