namespace Pipeline.Core.Faults;

/// <summary>Base of every fault the pipeline raises on purpose.</summary>
/// <remarks>
/// The message is a user interface: what happened with numbers, why it matters, what is untouched, the command to run next.
/// What a driver says is often a part of it, so a connection string's password in it is hidden.
/// </remarks>
public abstract class PipelineException(string message, Exception? inner = null) : Exception(Secrets.MaskConnection(message), inner)
{
    /// <summary>Whether the same call may succeed if it is simply made again later.</summary>
    public virtual bool IsTransient => false;

    /// <summary>What happened, in one line.</summary>
    /// <value>The default is the first line of the message.</value>
    public virtual string Summary => Message.Split('\n')[0].TrimEnd();

    /// <summary>What the command that meets this fault ends with.</summary>
    /// <value>The default is <see cref="ExitCode.Failed"/>.</value>
    public virtual ExitCode ExitCode => ExitCode.Failed;
}
