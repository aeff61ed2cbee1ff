using Pipeline.Core.Comparing;
using Pipeline.Core.Ledger;

namespace Pipeline.Core.Nights;

/// <summary>What a night would do to one dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Tally">The counts, also where a guard would stop it.</param>
/// <param name="Explanation">Which records and columns would change.</param>
public sealed record DatasetPlan(string Dataset, DatasetTally Tally, ChangeExplanation Explanation);
