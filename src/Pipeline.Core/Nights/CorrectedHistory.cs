using Pipeline.Core.History.Corrections;

namespace Pipeline.Core.Nights;

/// <summary>What placing, replacing or withdrawing a night changed in one dataset's history.</summary>
/// <param name="TakenBack">Versions that are no longer believed; kept in <c>silver.&lt;dataset&gt;__superseded</c>.</param>
/// <param name="Written">Versions that are written in their place, or anew.</param>
/// <param name="Recounted">Later nights whose counts are others now.</param>
/// <param name="IsReplaced">Whether the night had been accepted before.</param>
public sealed record CorrectedHistory(long TakenBack, long Written, int Recounted, bool IsReplaced)
{
    /// <summary>Whether nothing but the night's own record changed.</summary>
    public bool IsQuiet => TakenBack + Written + Recounted == 0;

    internal static CorrectedHistory Of(SilverCorrection rewrite) =>
        new(rewrite.TakenBack, rewrite.Written, rewrite.Recounted.Count, rewrite.Former is not null);
}
