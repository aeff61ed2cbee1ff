namespace Pipeline.Core.Warehouse.Rows;

/// <summary>By which hash a part of the keys is chosen.</summary>
public enum RangeOf
{
    /// <summary>The hash of the version's own key.</summary>
    Keys,

    /// <summary>The hash of its parent's key.</summary>
    Parents,

    /// <summary>Nothing: every version is read.</summary>
    Nothing,
}
