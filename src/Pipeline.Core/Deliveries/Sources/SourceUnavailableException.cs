using Pipeline.Core.Faults;

namespace Pipeline.Core.Deliveries.Sources;

/// <summary>A source could not be asked, or a transfer from it broke. A transient one is tried again.</summary>
public sealed class SourceUnavailableException(Fault fault, Exception? inner = null) : PipelineException(fault, inner);
