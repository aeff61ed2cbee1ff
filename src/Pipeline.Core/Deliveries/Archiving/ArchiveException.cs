using Pipeline.Core.Faults;

namespace Pipeline.Core.Deliveries.Archiving;

/// <summary>The archive can't be written or read, or what it keeps is not what was put in.</summary>
public sealed class ArchiveException(Fault fault, Exception? inner = null) : PipelineException(fault, inner);
