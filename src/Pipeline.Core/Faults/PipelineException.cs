namespace Pipeline.Core.Faults;

/// <summary>Base of every fault that the pipeline raises on purpose.</summary>
/// <remarks>What a driver says is often a part of the message, so a connection string's password in it is hidden.</remarks>
public abstract class PipelineException : Exception
{
    protected PipelineException(string message, Exception? inner = null) : base(Secrets.MaskConnection(message), inner) =>
        Fault = new Fault { What = Message, Next = [] };

    protected PipelineException(Fault fault, Exception? inner = null) : base(Secrets.MaskConnection(fault.ToString()), inner) =>
        Fault = fault;

    /// <summary>What went wrong, in its four parts.</summary>
    public Fault Fault { get; }

    /// <summary>Whether the same call may succeed if it is simply made again later.</summary>
    public virtual bool IsTransient => false;

    /// <summary>What happened, in one line.</summary>
    public virtual string Summary => Message.Split('\n')[0].TrimEnd();

    /// <summary>What the command that meets this fault ends with.</summary>
    /// <value>The default is <see cref="ExitCode.Failed"/>.</value>
    public virtual ExitCode ExitCode => ExitCode.Failed;
}
