using System.Globalization;
using Pipeline.Core.Nights;

namespace Pipeline.Worker.Cli.Output;

/// <summary>A night as plain lines on standard error: one per step that ended, and one per reason why nothing moves.</summary>
internal sealed class LineProgress(Terminal terminal) : INightProgress
{
    private long _bytes;
    private string? _note;

    public void Began(string step, string? subject) => (_bytes, _note) = (0, null);

    public void Received(string subject, long bytes, long total, string? note)
    {
        _bytes = bytes;
        if (note is not null && note != _note)
        {
            terminal.Note($"{"receive",-8} {subject}: {note}");
        }

        _note = note;
    }

    public void Ended(string step, string? subject, TimeSpan elapsed) => terminal.Note(string.Create(
        CultureInfo.InvariantCulture,
        $"{step,-8} {subject ?? "all"}{(_bytes > 0 && step == "receive" ? $", {ByteSize.Text(_bytes)}" : "")}, {elapsed.TotalSeconds:0.00} s"));
}
