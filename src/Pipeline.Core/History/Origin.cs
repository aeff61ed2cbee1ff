namespace Pipeline.Core.History;

/// <summary>Where the values of a version are found.</summary>
/// <param name="Kind">The kind of source.</param>
/// <param name="Stored">The beginning of the version in silver that has them.</param>
/// <param name="Record">The number of the record in the spool that has them.</param>
internal readonly record struct Origin(OriginKind Kind, DateTime Stored, long Record)
{
    /// <summary>The delivery of the corrected night.</summary>
    public static readonly Origin Night = new(OriginKind.Night, default, 0);

    /// <summary>A version in silver.</summary>
    public static Origin OfStored(DateTime from) => new(OriginKind.Stored, from, 0);

    /// <summary>A record of another night, read again from the archive.</summary>
    public static Origin OfRecord(long number) => new(OriginKind.Spool, default, number);
}

/// <summary>The sources of a version's values.</summary>
internal enum OriginKind
{
    /// <summary>A version that silver has.</summary>
    Stored,

    /// <summary>The delivery of the corrected night.</summary>
    Night,

    /// <summary>A record of another night, read again from the archive.</summary>
    Spool,
}
