using Pipeline.Core.Errors;

namespace Pipeline.Core.Deliveries;

/// <summary>The archive can't be written or read, or what it keeps is not what was put in.</summary>
public sealed class ArchiveException(string message, Exception? inner = null) : PipelineException(message, inner);
