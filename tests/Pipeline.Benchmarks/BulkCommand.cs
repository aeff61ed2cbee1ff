using System.CommandLine;

namespace Pipeline.Benchmarks;

/// <summary><c>bulk</c>: how fast each engine takes rows in, beside its own best tools in the same run.</summary>
internal static class BulkCommand
{
    public static Command Create()
    {
        var size = SizeOption.Create(100_000_000);
        var command = new Command("bulk", "Takes one generated dump into each engine, and the same rows by sqlite3 .import, psql \\copy, and plain SqlBulkCopy where tests have a SQL Server.") { size };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var folder = Directory.CreateTempSubdirectory("pipeline-bulk-").FullName;
            try
            {
                var benchmark = new BulkBenchmark(arguments.GetValue(size), folder);
                await benchmark.RunAsync(Console.Out, cancellationToken);
                return 0;
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }
}
