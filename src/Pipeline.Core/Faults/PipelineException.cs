namespace Pipeline.Core.Faults;

/// <summary>Base of every fault that the pipeline raises on purpose.</summary>
/// <remarks>A part of a fault is often a driver's own text, so the password of a connection string in it is hidden.</remarks>
public abstract class PipelineException : Exception
{
    /// <param name="fault">What went wrong; it names at least one next step.</param>
    /// <param name="inner">The cause, if there is one.</param>
    protected PipelineException(Fault fault, Exception? inner = null) : base(fault.WithoutSecrets().ToString(), inner) =>
        Fault = fault.WithoutSecrets();

    /// <summary>What went wrong, in its four parts.</summary>
    public Fault Fault { get; }

    /// <inheritdoc cref="Fault.IsTransient"/>
    public bool IsTransient => Fault.IsTransient;

    /// <summary>What happened, in one line.</summary>
    public string Summary => Fault.Summary;

    /// <summary>What the command that meets this fault ends with.</summary>
    /// <value>The default is <see cref="ExitCode.Failed"/>.</value>
    public virtual ExitCode ExitCode => ExitCode.Failed;
}
