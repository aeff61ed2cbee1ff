namespace Pipeline.Testing.Warehouses;

/// <summary>What a warehouse of the tests can do beyond what every engine must; a test that needs more is skipped with the reason.</summary>
[Flags]
public enum Capability
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>A warehouse can be copied with all that it contains, so that a test need not load its first nights again.</summary>
    Copy = 1,

    /// <summary>A key column can be updated by hand. A cluster refuses it for the column that distributes the rows.</summary>
    KeyUpdate = 2,
}
