namespace Pipeline.Engines.Tests.Crashes;

/// <summary>Stands for the end of the process.</summary>
internal sealed class KilledException : Exception;
