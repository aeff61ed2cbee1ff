using Pipeline.Core.Faults;

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

    /// <summary>Gold is unchanged until a rebuild is finished.</summary>
    /// <param name="State">Whether that is expected, or a fault of this run.</param>
    /// <param name="Fault">What is not finished.</param>
    public sealed record Wait(GoldState State, PipelineException Fault) : GoldDecision;

    /// <summary>A new generation is built.</summary>
    /// <param name="Generation">Its digest.</param>
    public sealed record Build(string Generation) : GoldDecision;
}
