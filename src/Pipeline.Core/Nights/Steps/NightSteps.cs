namespace Pipeline.Core.Nights.Steps;

/// <summary>The steps that take a file from its source into silver, with what they share.</summary>
/// <param name="Run">The run.</param>
/// <param name="Journal">Where each step is noted.</param>
/// <param name="Deliveries">Wait and receive.</param>
/// <param name="Compare">Read and compare.</param>
/// <param name="Guard">Guard.</param>
/// <param name="Land">Land in bronze.</param>
/// <param name="Merge">Merge into silver.</param>
internal sealed record NightSteps(
    RunContext Run, NightJournal Journal, NightDeliveries Deliveries, CompareStep Compare, GuardStep Guard, LandStep Land, MergeStep Merge);
