using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.History;

/// <summary>Where the values of a version are found.</summary>
/// <param name="Kind">In which place.</param>
/// <param name="Stored">The beginning of the version in silver that has them.</param>
/// <param name="Record">The number of the record in the spool that has them.</param>
internal readonly record struct Origin(OriginKind Kind, DateTime Stored, long Record)
{
    /// <summary>The delivery that is being placed.</summary>
    public static readonly Origin Night = new(OriginKind.Night, default, 0);

    /// <summary>A version in silver.</summary>
    public static Origin OfStored(DateTime from) => new(OriginKind.Stored, from, 0);

    /// <summary>A record of another night, read again from the archive.</summary>
    public static Origin OfRecord(long number) => new(OriginKind.Spool, default, number);
}

/// <summary>The places that values may be found in.</summary>
internal enum OriginKind
{
    /// <summary>A version that silver has.</summary>
    Stored,

    /// <summary>The delivery that is being placed.</summary>
    Night,

    /// <summary>A record of another night, read again from the archive.</summary>
    Spool,
}
