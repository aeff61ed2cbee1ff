using Pipeline.Core.Comparing;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.History;

/// <summary>The versions of one key up to some night: the fold itself, for one key.</summary>
/// <remarks>Equal neighbours become one version; a state or an absence lasts until the next night that says otherwise.</remarks>
internal sealed class Timeline
{
    private readonly List<TimelineVersion> _versions = [];

    /// <summary>Begins with the versions that silver has, up to just before an instant.</summary>
    public Timeline(IEnumerable<VersionMark> stored, DateTime before)
    {
        foreach (var version in stored.Where(version => version.From < before))
        {
            _versions.Add(new TimelineVersion
            {
                From = version.From,
                To = version.IsValidBefore(before) ? null : version.To,
                Row = version.Fingerprint.Row,
                Untracked = version.Fingerprint.Untracked,
                Origin = Origin.OfStored(version.From),
            });
        }
    }

    public IReadOnlyList<TimelineVersion> Versions => _versions;

    /// <summary>The open version; null where the key is absent.</summary>
    public TimelineVersion? Open => _versions.Count > 0 && _versions[^1].To is null ? _versions[^1] : null;

    /// <summary>Whether the key was ever present.</summary>
    public bool WasEverPresent => _versions.Count > 0;

    /// <summary>Whether two hashes of untracked columns mean the same; none is the hash of nulls (H26).</summary>
    public static bool IsSameUntracked(Hash128? one, Hash128? other) =>
        (one ?? FingerprintTable.NothingUntracked) == (other ?? FingerprintTable.NothingUntracked);

    /// <summary>A night delivers the key with these values.</summary>
    /// <param name="at">The night's instant, in UTC.</param>
    /// <param name="row">The hash of its tracked columns.</param>
    /// <param name="untracked">The hash of its untracked columns.</param>
    /// <param name="origin">Where its values are.</param>
    public Change Present(DateTime at, Hash128 row, Hash128? untracked, Origin origin)
    {
        var open = Open;
        if (open?.Row == row)
        {
            var isSame = IsSameUntracked(open.Untracked, untracked);
            if (!isSame)
            {
                (open.Untracked, open.Origin) = (untracked, origin);
            }

            return isSame ? Change.Unchanged : Change.Refreshed;
        }

        var change = open is not null ? Change.Changed : WasEverPresent ? Change.Back : Change.New;
        open?.To = at;
        _versions.Add(new TimelineVersion { From = at, Row = row, Untracked = untracked, Origin = origin });
        return change;
    }

    /// <summary>A night shows that the key is absent.</summary>
    public Change Absent(DateTime at)
    {
        if (Open is not { } open)
        {
            return Change.None;
        }

        open.To = at;
        return Change.Gone;
    }

    /// <summary>Whether both timelines are in the same state: the nights that follow change both in the same way.</summary>
    public bool HasSameState(Timeline other) => (Open, other.Open) switch
    {
        (null, null) => true,
        ({ } mine, { } theirs) => mine.Row == theirs.Row && IsSameUntracked(mine.Untracked, theirs.Untracked),
        _ => false,
    };

    /// <summary>Continues with the versions that silver has after a night: from there on nothing is different.</summary>
    public void ContinueAsStored(IEnumerable<VersionMark> stored, DateTime after)
    {
        foreach (var version in stored)
        {
            if (version.From > after)
            {
                _versions.Add(new TimelineVersion
                {
                    From = version.From,
                    To = version.To,
                    Row = version.Fingerprint.Row,
                    Untracked = version.Fingerprint.Untracked,
                    Origin = Origin.OfStored(version.From),
                });
            }
            else if (version.IsValidAt(after))
            {
                var open = Open!;
                (open.To, open.Untracked, open.Origin) = (version.To, version.Fingerprint.Untracked, Origin.OfStored(version.From));
            }
        }
    }
}

/// <summary>How a night changes a key.</summary>
internal enum Change
{
    /// <summary>Not at all, and the night does not deliver it.</summary>
    None,

    /// <summary>It is present for the first time.</summary>
    New,

    /// <summary>It is present again after it was absent.</summary>
    Back,

    /// <summary>Its tracked values changed.</summary>
    Changed,

    /// <summary>Only its untracked values changed.</summary>
    Refreshed,

    /// <summary>It is delivered with the same values.</summary>
    Unchanged,

    /// <summary>It is no longer present.</summary>
    Gone,
}
