using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.History.Corrections;

/// <summary>One key that placing a night may change: its versions as they are, and its history told twice, without the change and with it.</summary>
internal sealed class KeyTrack(Hash128 key, Hash128? parent, IReadOnlyList<VersionMark> stored, DateTime before)
{
    public Hash128 Key => key;

    public Hash128? Parent => parent;

    /// <summary>Its versions in silver, oldest first.</summary>
    public IReadOnlyList<VersionMark> Stored => stored;

    /// <summary>History as it was told until now.</summary>
    public Timeline Old { get; } = new(stored, before);

    /// <summary>History as it will be told.</summary>
    public Timeline New { get; } = new(stored, before);

    /// <summary>Whether both tell the same from here on.</summary>
    public bool IsSettled => Old.IsInStateOf(New);

    /// <summary>The version in silver that holds at an instant, or null.</summary>
    public VersionMark? StoredAt(DateTime instant)
    {
        foreach (var version in stored)
        {
            if (version.HoldsAt(instant))
            {
                return version;
            }
        }

        return null;
    }

    public Timeline Told(bool isNew) => isNew ? New : Old;

    /// <summary>Whether silver has a version that began before the night and goes on over it: it does not tell then what the night delivered.</summary>
    public bool Spans(DateTime night) => StoredAt(night) is { } version && version.From < night;
}
