using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History.Corrections;

/// <summary>One key that a correction may change: its stored versions, and its history with and without the correction.</summary>
internal sealed class KeyTrack(Hash128 key, Hash128? parent, IReadOnlyList<VersionMark> stored, DateTime before)
{
    public Hash128 Key => key;

    public Hash128? Parent => parent;

    /// <summary>Its versions in silver, oldest first.</summary>
    public IReadOnlyList<VersionMark> Stored => stored;

    /// <summary>Its history without the correction.</summary>
    public Timeline Current { get; } = new(stored, before);

    /// <summary>Its history with the correction.</summary>
    public Timeline Corrected { get; } = new(stored, before);

    /// <summary>Whether both histories are equal from here on.</summary>
    public bool IsSettled => Current.HasSameState(Corrected);

    /// <summary>The version in silver that is valid at an instant; null where there is none.</summary>
    public VersionMark? StoredAt(DateTime instant)
    {
        foreach (var version in stored)
        {
            if (version.IsValidAt(instant))
            {
                return version;
            }
        }

        return null;
    }

    /// <summary>One of the two histories.</summary>
    public Timeline Of(bool isCorrected) => isCorrected ? Corrected : Current;

    /// <summary>Whether a version in silver began before the night and is valid at it: then silver alone does not show what the night delivered.</summary>
    public bool Spans(DateTime night) => StoredAt(night) is { } version && version.From < night;
}
