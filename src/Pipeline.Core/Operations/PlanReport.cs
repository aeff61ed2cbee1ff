using Pipeline.Core.Faults;
using Pipeline.Core.Nights;

namespace Pipeline.Core.Operations;

/// <summary>What a night would do.</summary>
/// <param name="Night">The report that the run would end with.</param>
/// <param name="Gold">How the figures of gold would change.</param>
public sealed record PlanReport(NightReport Night, IReadOnlyList<GoldFigure> Gold)
{
    /// <summary>What to do next: where some datasets would be stopped, the others can be loaded without them.</summary>
    public IReadOnlyList<NextStep> Next
    {
        get
        {
            var run = new[] { Night.Feed, "--night", Night.Night.Name };
            var remedies = Night.Faults.SelectMany(fault => fault.Fault.Next).Distinct().ToList();
            if (remedies.Count > 0)
            {
                return Night.Datasets.Any(outcome => outcome.State is DatasetState.Accepted)
                    ? [.. remedies, NextStep.Run("Or load only what would be accepted", "run", run)]
                    : remedies;
            }

            return Night.Gold.State is not GoldState.Published && Night.Datasets.All(outcome => outcome.State is DatasetState.AlreadyAccepted)
                ? [new NextStep("There is nothing to load: the night is accepted with these files")]
                : [NextStep.Run("Load the night", "run", run)];
        }
    }
}

/// <summary>A figure of a gold table, before and after a night.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column whose values are added up; null for the number of rows.</param>
/// <param name="Before">As it is published; null where it is not, or where every value is null.</param>
/// <param name="After">As it would be published.</param>
public sealed record GoldFigure(string Table, string? Column, decimal? Before, decimal? After);
