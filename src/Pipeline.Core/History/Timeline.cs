using Pipeline.Core.Comparing;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Core.History;

/// <summary>One key's versions up to some night, and what the next observation makes of them: the fold itself, for one key.</summary>
/// <remarks>Equal neighbours become one version; a state or an absence lasts until the next night that knows better.</remarks>
internal sealed class Timeline
{
    private readonly List<TimelineVersion> _versions = [];

    /// <summary>Begins with what silver has, up to just before an instant.</summary>
    public Timeline(IEnumerable<VersionMark> stored, DateTime before)
    {
        foreach (var version in stored.Where(version => version.From < before))
        {
            _versions.Add(new TimelineVersion
            {
                From = version.From,
                To = version.HoldsBefore(before) ? null : version.To,
                Row = version.Print.Row,
                Untracked = version.Print.Untracked,
                Origin = Origin.OfStored(version.From),
            });
        }
    }

    public IReadOnlyList<TimelineVersion> Versions => _versions;

    /// <summary>The open version, or null.</summary>
    public TimelineVersion? Open => _versions.Count > 0 && _versions[^1].To is null ? _versions[^1] : null;

    /// <summary>Whether the key was ever there.</summary>
    public bool HasBeen => _versions.Count > 0;

    /// <summary>Whether two hashes of untracked columns mean the same; none is that of nulls (H26).</summary>
    public static bool IsSame(Hash128? one, Hash128? other) =>
        (one ?? FingerprintTable.NothingUntracked) == (other ?? FingerprintTable.NothingUntracked);

    /// <summary>The key is there with these values.</summary>
    public Change See(DateTime at, Hash128 row, Hash128? untracked, Origin origin)
    {
        var open = Open;
        if (open?.Row == row)
        {
            var isSame = IsSame(open.Untracked, untracked);
            if (!isSame)
            {
                (open.Untracked, open.Origin) = (untracked, origin);
            }

            return isSame ? Change.Unchanged : Change.Refreshed;
        }

        var change = open is not null ? Change.Changed : HasBeen ? Change.Back : Change.New;
        open?.To = at;
        _versions.Add(new TimelineVersion { From = at, Row = row, Untracked = untracked, Origin = origin });
        return change;
    }

    /// <summary>The key is absent.</summary>
    public Change Miss(DateTime at)
    {
        if (Open is not { } open)
        {
            return Change.None;
        }

        open.To = at;
        return Change.Gone;
    }

    /// <summary>Whether both are in the same state now, so that the same nights make the same of them.</summary>
    public bool IsInStateOf(Timeline other) => (Open, other.Open) switch
    {
        (null, null) => true,
        ({ } mine, { } theirs) => mine.Row == theirs.Row && IsSame(mine.Untracked, theirs.Untracked),
        _ => false,
    };

    /// <summary>Goes on as silver does after a night: from there on nothing is different.</summary>
    public void GoOn(IEnumerable<VersionMark> stored, DateTime after)
    {
        foreach (var version in stored)
        {
            if (version.From > after)
            {
                _versions.Add(new TimelineVersion
                {
                    From = version.From,
                    To = version.To,
                    Row = version.Print.Row,
                    Untracked = version.Print.Untracked,
                    Origin = Origin.OfStored(version.From),
                });
            }
            else if (version.HoldsAt(after))
            {
                var open = Open!;
                (open.To, open.Untracked, open.Origin) = (version.To, version.Print.Untracked, Origin.OfStored(version.From));
            }
        }
    }
}

/// <summary>What an observation makes of a key.</summary>
internal enum Change
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is there for the first time.</summary>
    New,

    /// <summary>It is there again.</summary>
    Back,

    /// <summary>Its tracked values are others.</summary>
    Changed,

    /// <summary>Only its untracked values are others.</summary>
    Refreshed,

    /// <summary>It is as it was.</summary>
    Unchanged,

    /// <summary>It is no longer there.</summary>
    Gone,
}
