namespace Pipeline.Core.Faults;

/// <summary>Base of every fault that the pipeline raises on purpose.</summary>
/// <remarks>A part of a fault is often a driver's own text, so the password of a connection string in it is hidden.</remarks>
public abstract class PipelineException : Exception
{
    protected PipelineException(string message, Exception? inner = null) : this(new Fault { What = message, Next = [] }, inner)
    {
    }

    protected PipelineException(Fault fault, Exception? inner = null) : base(fault.WithoutSecrets().ToString(), inner) =>
        Fault = fault.WithoutSecrets();

    /// <summary>What went wrong, in its four parts.</summary>
    public Fault Fault { get; }

    /// <summary>Whether the same call may succeed if it is simply made again later.</summary>
    public virtual bool IsTransient => Fault.IsTransient;

    /// <summary>What happened, in one line.</summary>
    public virtual string Summary => Fault.Summary;

    /// <summary>What the command that meets this fault ends with.</summary>
    /// <value>The default is <see cref="ExitCode.Failed"/>.</value>
    public virtual ExitCode ExitCode => ExitCode.Failed;
}
