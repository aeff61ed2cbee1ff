using Pipeline.Core.Faults;
using Pipeline.Core.History.Rebuild;

namespace Pipeline.Core.Nights.Steps;

/// <summary>What a run does with gold.</summary>
internal abstract record GoldDecision
{
    private GoldDecision()
    {
    }

    /// <summary>Gold is unchanged, and nothing is wrong.</summary>
    /// <param name="State">How gold ends.</param>
    /// <param name="ReasonOf">What <c>gold.data_as_of</c> says beside each table that is behind; null where it says nothing.</param>
    public sealed record Leave(GoldState State, Func<string, string?>? ReasonOf = null) : GoldDecision;

    /// <summary>Gold is unchanged until a rebuild is finished; this run is a night of it, so that is no fault.</summary>
    /// <param name="Fault">What waits, for those who ask gold why it is behind.</param>
    public sealed record Wait(RebuildUnfinishedException Fault) : GoldDecision;

    /// <summary>Gold is unchanged, and that is a fault of this run.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record Refuse(PipelineException Fault) : GoldDecision;

    /// <summary>A new generation is built.</summary>
    /// <param name="Generation">Its digest.</param>
    public sealed record Build(string Generation) : GoldDecision;
}
