using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Nights.Steps;

/// <summary>How the datasets of one file end: some may have accepted the night when a fault keeps the others from it.</summary>
internal sealed class FileOutcomes(FeedFile file, RunContext run, IWarehouse warehouse)
{
    private readonly Dictionary<string, DatasetOutcome> _outcomes = [];

    /// <summary>The datasets without an outcome yet.</summary>
    public IReadOnlySet<string> Open => file.Datasets.Select(dataset => dataset.Name).Where(name => !_outcomes.ContainsKey(name)).ToHashSet();

    public void Add(DatasetOutcome outcome) => _outcomes.Add(outcome.Dataset, outcome);

    /// <summary>Adds the datasets that have accepted this delivery before: the same file, read with the same definition, changes nothing (H17).</summary>
    /// <remarks>A run that was killed between two datasets of one file goes on with the rest. Another file replaces the accepted one.</remarks>
    public void AddAlreadyAccepted(Delivery delivery)
    {
        foreach (var dataset in file.Datasets)
        {
            if (run.Accepted.At(dataset.Name, run.Night.Date) is { } accepted
                && accepted.Sha256 == delivery.Sha256
                && accepted.DefinitionDigest == DefinitionText.Digest(dataset))
            {
                Add(new DatasetOutcome(dataset.Name, DatasetState.AlreadyAccepted, accepted, null));
            }
        }
    }

    /// <summary>Adds the datasets that a fault keeps from accepting the night: all that have no outcome yet.</summary>
    public void AddNotAccepted(Exception fault)
    {
        var reason = fault as PipelineException ?? new UnexpectedFaultException(run.Feed.Name, file.Name, run.Night, fault, warehouse.IsTransient(fault));
        foreach (var dataset in Open)
        {
            Add(new DatasetOutcome(dataset, DatasetState.NotAccepted, null, reason));
        }
    }

    /// <summary>Reports each outcome to the journal, when every dataset has one.</summary>
    /// <returns>The outcomes, parents before children.</returns>
    public IReadOnlyList<DatasetOutcome> Report(NightJournal journal)
    {
        var ordered = file.Datasets.Select(dataset => _outcomes[dataset.Name]).ToList();
        ordered.ForEach(journal.DatasetEnded);
        return ordered;
    }
}
