using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>What a run tried to publish, for the message that it could not: gold is as of the newest night that is accepted, whichever night was run.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="RunNight">The night that was run or withdrawn.</param>
/// <param name="Newest">The newest night that is accepted.</param>
/// <param name="HasModels">Whether the feed has gold to publish, not only checks of silver.</param>
public sealed record GoldAttempt(string Feed, Night RunNight, DateOnly Newest, bool HasModels)
{
    /// <summary>The night that gold would have stood for.</summary>
    public string Night => Newest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What is safe.</summary>
    public string Kept => IsOfRunNight ? "Gold is unchanged; bronze and silver hold the night." : "Gold is unchanged; bronze and silver hold what is accepted.";

    /// <summary>The command that tries again. It must neither bring a withdrawn night back nor read an older one once more.</summary>
    /// <param name="advice">What to do before.</param>
    public NextStep TryAgain(string advice) => IsOfRunNight || !HasModels
        ? NextStep.Run(advice, "run", Feed, "--night", Night)
        : NextStep.Run(advice, "publish", Feed);

    private bool IsOfRunNight => Newest == RunNight.Date;
}
