using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Nights;

/// <summary>What accepting an older night, replacing one or withdrawing one changed in one dataset's history.</summary>
/// <param name="Superseded">Versions that are superseded; kept in <c>silver.&lt;dataset&gt;__superseded</c>.</param>
/// <param name="Written">Versions that are written.</param>
/// <param name="Recounted">Later nights with corrected counts.</param>
/// <param name="IsReplaced">Whether the night had been accepted before.</param>
public sealed record CorrectedHistory(long Superseded, long Written, int Recounted, bool IsReplaced)
{
    /// <summary>Whether nothing but the night's own record changed.</summary>
    public bool IsQuiet => Superseded + Written + Recounted == 0;

    internal static CorrectedHistory Of(SilverCorrection correction) =>
        new(correction.Superseded, correction.Written, correction.Recounted.Count, correction.Former is not null);
}
