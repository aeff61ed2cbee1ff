using Pipeline.Core.Records;

namespace Pipeline.Engines.Sql.Ledger;

/// <summary>The words that quarantine tables use for reasons; they never change once they are written.</summary>
internal static class RejectionWords
{
    public static string Of(RejectionReason reason) => reason switch
    {
        RejectionReason.Unreadable => "unreadable",
        RejectionReason.Shape => "shape",
        RejectionReason.NoKey => "no key",
        RejectionReason.Required => "required",
        RejectionReason.BadValue => "bad value",
        RejectionReason.Conflict => "conflict",
        RejectionReason.Fact => "known fact",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
