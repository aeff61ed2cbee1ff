using System.Globalization;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>What a run tried to publish, for the message that it could not: gold stands for the newest night that is accepted, whichever night was run.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="RunNight">The night that was run or taken back.</param>
/// <param name="Newest">The newest night that is accepted.</param>
/// <param name="HasModels">Whether the feed has gold to publish, not only checks of silver.</param>
public sealed record GoldAttempt(string Feed, Night RunNight, DateOnly Newest, bool HasModels)
{
    /// <summary>The night that gold would have stood for.</summary>
    public string Night => Newest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What is safe.</summary>
    public string Kept => IsOfRunNight ? "Gold is as it was; bronze and silver hold the night." : "Gold is as it was; bronze and silver hold what is accepted.";

    /// <summary>The command that tries again. A night that was taken back must not come in again by it, nor an older one be read once more.</summary>
    public string Command => IsOfRunNight || !HasModels ? $"./pipeline run {Feed} --night {Night}" : $"./pipeline publish {Feed}";

    private bool IsOfRunNight => Newest == RunNight.Date;
}
