using System.Globalization;
using Pipeline.Core.Nights;
using Spectre.Console;

namespace Pipeline.Worker.Cli.Output;

/// <summary>A night as one line that moves: the step, its subject, and how far and how fast its file has come.</summary>
internal sealed class LiveProgress(StatusContext status, TimeProvider clock) : INightProgress
{
    private string _step = "";
    private long _beganAt;

    public void Began(string step, string? subject)
    {
        _step = step;
        _beganAt = clock.GetTimestamp();
        Show($"{step} {subject ?? "all"}");
    }

    public void Received(string subject, long bytes, long total, string? note)
    {
        var seconds = Math.Max(0.001, clock.GetElapsedTime(_beganAt).TotalSeconds);
        Show(note is not null
            ? $"{_step} {subject}: {note}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{_step} {subject}: {ByteSize.Text(bytes)} of {ByteSize.Text(total)}, {ByteSize.Text((long)(bytes / seconds))}/s"));
    }

    public void Ended(string step, string? subject, TimeSpan elapsed)
    {
    }

    private void Show(string text) => status.Status(Markup.Escape(text));
}
