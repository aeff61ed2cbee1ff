using Pipeline.Core.Nights;
using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows each night of an operation: its steps while it runs, then its report and its faults.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="isJson">Whether it is shown to a program.</param>
/// <param name="clock">The clock.</param>
/// <param name="warehouse">The warehouse.</param>
internal sealed class NightWatch(Terminal terminal, bool isJson, TimeProvider clock, IWarehouse warehouse) : INightObserver
{
    /// <inheritdoc/>
    public async Task<NightReport> WatchAsync(Func<INightProgress, Task<NightReport>> run)
    {
        var report = await NightProgress.WatchAsync(terminal, isJson, clock, run);
        Show(report, text => text.Write(report));
        return report;
    }

    /// <summary>Runs a publication and shows only what it did with gold.</summary>
    public async Task<NightReport> WatchGoldAsync(Func<INightProgress, Task<NightReport>> run)
    {
        var report = await NightProgress.WatchAsync(terminal, isJson, clock, run);
        Show(report, text => text.WriteGold(report));
        return report;
    }

    private void Show(NightReport report, Action<NightText> write)
    {
        if (isJson)
        {
            terminal.WriteLine(Json.Line(NightJson.Of(report, warehouse, terminal)));
        }
        else
        {
            write(new NightText(terminal, warehouse));
        }

        foreach (var (index, fault) in report.Faults.Index())
        {
            if (index > 0)
            {
                terminal.NoteBlank();
            }

            terminal.Fail(fault);
        }
    }
}
