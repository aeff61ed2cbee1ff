using Pipeline.Core.Faults;
using Pipeline.Core.Gold.Publishing;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows which generation of gold readers have after a rollback.</summary>
internal static class GoldRollbackOutput
{
    public static void Write(string feed, GoldRollback rollback, Terminal terminal)
    {
        terminal.WriteLine(rollback.IsReturn
            ? $"{feed}: gold is back on the newer generation."
            : $"{feed}: gold is rolled back to the generation before.");
        terminal.Write(StatusOutput.Gold(rollback.Tables));
        if (!rollback.IsReturn)
        {
            terminal.WriteLine("The newer generation is withheld: a run publishes again when a night brings changes. Silver is unchanged.");
            terminal.WriteLine(NextStep.Run("To return to it", "publish", feed, "--rollback"));
        }
    }
}
