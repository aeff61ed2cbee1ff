using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows that a file is approved.</summary>
internal static class ApprovalOutput
{
    public static void Write(Approval approval, DateOnly night, Terminal terminal)
    {
        var name = Night.NameOf(night);
        terminal.WriteLine($"The file of '{approval.Dataset}' for night {name} with sha256 {approval.Sha256[..12]} may pass its guards once; recorded in ops.approvals for {approval.ApprovedBy}.");
        terminal.WriteLine(NextStep.Run("Load it", "run", approval.Feed, "--night", name));
    }

    public static object ToJson(Approval approval, DateOnly night) => new
    {
        ApprovalId = approval.Id,
        approval.Feed,
        Night = Night.NameOf(night),
        approval.Dataset,
        approval.Sha256,
        approval.Reason,
        approval.ApprovedBy,
        approval.ApprovedAt,
    };
}
