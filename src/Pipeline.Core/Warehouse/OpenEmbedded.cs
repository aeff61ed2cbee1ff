namespace Pipeline.Core.Warehouse;

/// <summary>Opens an embedded warehouse in a folder, for work that is thrown away afterwards.</summary>
/// <param name="folder">The folder; it may be empty.</param>
public delegate IWarehouse OpenEmbedded(string folder);
