using Pipeline.Core.Faults;

namespace Pipeline.Core.Ledger;

/// <summary>One expected night, as the ledger has it.</summary>
/// <param name="Date">The business date.</param>
/// <param name="State">How far it has come.</param>
/// <param name="StartedAt">When its last run began, in UTC; null where there was none.</param>
/// <param name="FinishedAt">When its last run ended, in UTC; null where it has not.</param>
/// <param name="Message">Why its last run did not end well; null otherwise.</param>
public sealed record NightRecord(
    DateOnly Date, NightState State, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Message)
{
    /// <summary>The message in one line; null where there is none.</summary>
    public string? Summary => Message is null ? null : Fault.FirstLine(Message);
}
