namespace Pipeline.Worker.Tests.Folding;

/// <summary>The files of one night of one dataset, as the operator's page has it: which one the next run takes, which one stands.</summary>
internal sealed class NightFiles
{
    private readonly List<CaseFile> _received = []; // the one that was received last stands last
    private readonly HashSet<string> _refused = [];
    private readonly HashSet<string> _withdrawn = [];
    private CaseFile? _approved;

    /// <summary>What lies at the source.</summary>
    public CaseFile? AtSource { get; set; }

    /// <summary>What the night is accepted with.</summary>
    public CaseFile? Standing { get; private set; }

    /// <summary>The file that a run reads: an approved one, else what the archive received last, unless it was refused or withdrawn, else the source's.</summary>
    /// <param name="fromSource">Whether the archive is passed over.</param>
    /// <returns>The file; null where there is none.</returns>
    public CaseFile? Take(bool fromSource)
    {
        if (_approved is not null)
        {
            _refused.Remove(_approved.Sha256);
            return _approved;
        }

        var archived = fromSource ? null : _received.LastOrDefault(file => !_refused.Contains(file.Sha256));
        if (archived is not null && (archived.Sha256 == Standing?.Sha256 || !_withdrawn.Contains(archived.Sha256)))
        {
            return archived;
        }

        if (AtSource is not null)
        {
            _received.RemoveAll(file => file.Sha256 == AtSource.Sha256);
            _received.Add(AtSource);
            _refused.Remove(AtSource.Sha256);
        }

        return AtSource;
    }

    public void Accept(CaseFile file) => (Standing, _approved) = (file, null);

    public void Refuse(CaseFile file) => _refused.Add(file.Sha256);

    public void Approve(CaseFile file) => _approved = file;

    public void Withdraw()
    {
        _withdrawn.Add(Standing!.Sha256);
        Standing = null;
    }
}
