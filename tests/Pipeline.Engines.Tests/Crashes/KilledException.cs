namespace Pipeline.Engines.Tests.Crashes;

/// <summary>The end of the process.</summary>
internal sealed class KilledException : Exception;
