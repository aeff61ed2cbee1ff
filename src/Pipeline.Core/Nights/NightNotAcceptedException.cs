using Pipeline.Core.Faults;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Nights;

/// <summary>A night was named that a feed, or one of its datasets, has not accepted.</summary>
public sealed class NightNotAcceptedException : PipelineException
{
    private NightNotAcceptedException(Fault fault) : base(fault)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;

    public static NightNotAcceptedException ToWithdraw(string feed, string? dataset, DateOnly night, IReadOnlyList<AcceptedNight> accepted) => new(
        new Fault
        {
            What = $"Night {night:yyyy-MM-dd} of {Name(feed, dataset)} is not accepted; {Accepted(accepted)}.",
            Why = "Only what was accepted can be withdrawn: nothing of this night is in history.",
            Untouched = "Nothing was written.",
            Next = [NextStep.Run("See which nights are accepted", "status", feed)],
        });

    public static NightNotAcceptedException ToRead(string feed, string dataset, DateOnly night, IReadOnlyList<AcceptedNight> accepted) => new(
        new Fault
        {
            What = $"Night {night:yyyy-MM-dd} of {Name(feed, dataset)} is not accepted; {Accepted(accepted)}.",
            Why = "There is no dump of that night to give back: versions span a missing night, but nothing tells what it held.",
            Untouched = "Nothing was written.",
            Next = [NextStep.Run("Name an accepted one; see which there are", "status", feed)],
        });

    public static NightNotAcceptedException NoneToRead(string feed, string dataset) => new(
        new Fault
        {
            What = $"No night of {Name(feed, dataset)} is accepted.",
            Why = "There is no dump to give back: nobody has delivered one, or each was stopped or withdrawn.",
            Untouched = "Nothing was written.",
            Next = [NextStep.Run("See what became of its nights", "status", feed)],
        });

    private static string Name(string feed, string? dataset) => dataset is null ? $"feed '{feed}'" : $"{feed}.{dataset}";

    private static string Accepted(IReadOnlyList<AcceptedNight> accepted) => accepted.Select(one => one.Night.Date).Distinct().Order().ToList() switch
    {
        [] => "no night is",
        [var one] => $"only {one:yyyy-MM-dd} is",
        var several => $"{several.Count} nights from {several[0]:yyyy-MM-dd} to {several[^1]:yyyy-MM-dd} are",
    };
}
