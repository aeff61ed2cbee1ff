using Pipeline.Core.Nights;
using Spectre.Console;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Chooses how a night is watched: a moving line at a terminal, a line per step otherwise, nothing for machines.</summary>
internal static class NightProgress
{
    /// <summary>Does the work while somebody watches.</summary>
    public static Task<T> WatchAsync<T>(Terminal terminal, bool isJson, TimeProvider clock, Func<INightProgress, Task<T>> work)
    {
        if (isJson)
        {
            return work(new SilentProgress());
        }

        return terminal.IsInteractive
            ? AnsiConsole.Status().Spinner(Spinner.Known.Dots).StartAsync("beginning", status => work(new LiveProgress(status, clock)))
            : work(new LineProgress(terminal));
    }

    private sealed class SilentProgress : INightProgress
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
}
