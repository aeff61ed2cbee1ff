using Pipeline.Core.Nights;

namespace Pipeline.Testing.Warehouses;

/// <summary>Nobody watches.</summary>
public sealed class SilentProgress : INightProgress
{
    public void Began(string step, string? subject)
    {
    }

    public void Received(string subject, long bytes, long total, string? note)
    {
    }

    public void Ended(string step, string? subject, TimeSpan elapsed)
    {
    }
}
