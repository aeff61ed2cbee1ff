namespace Pipeline.Core.Nights;

/// <summary>Follows the steps of a night, for whoever watches it.</summary>
public interface INightProgress
{
    /// <summary>A step begins on a dataset, a model, or the whole feed (null).</summary>
    void Began(string step, string? subject);

    /// <summary>A file is being received, or waited for.</summary>
    void Received(string subject, long bytes, long total, string? note);

    /// <summary>A step has ended well.</summary>
    void Ended(string step, string? subject, TimeSpan elapsed);
}
