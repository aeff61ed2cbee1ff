using System.Diagnostics;
using Npgsql;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sqlite;
using Pipeline.Testing;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Benchmarks;

/// <summary>The engines that can be measured here. A server that somebody else runs joins with one line.</summary>
internal static class BulkTargets
{
    public static IReadOnlyList<BulkTarget> In(string folder) => [Sqlite(folder), Postgres()];

    private static BulkTarget Sqlite(string folder) => new(
        "sqlite",
        "sqlite3 .import",
        () => new SqliteWarehouse(Path.Combine(folder, "warehouse"), "benchmark"),
        (files, cancellationToken) => RunAsync(
            "sqlite3",
            [
                "-batch", "-bail", Path.Combine(folder, "plain.db"),
                .. files.SelectMany(file => new[]
                {
                    $"create table {file.Table} ({string.Join(", ", file.Columns)})", $".import --csv '{file.Path}' {file.Table}",
                }),
            ],
            cancellationToken));

    private static BulkTarget Postgres()
    {
        var probe = new PostgresProbe(PostgresServer.Shared);
        var to = new NpgsqlConnectionStringBuilder(probe.ConnectionString);
        return new BulkTarget(
            "postgres",
            "psql \\copy",
            () => probe.Open("benchmark"),
            (files, cancellationToken) => RunAsync(
                "psql",
                [
                    "-q", "-v", "ON_ERROR_STOP=1", "-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, "-d", to.Database!,
                    .. files.SelectMany(file => new[]
                    {
                        "-c", $"create table public.{file.Table} ({string.Join(", ", file.Columns.Select(column => $"{column} text"))})",
                        "-c", $"\\copy public.{file.Table} from '{file.Path}' csv",
                    }),
                ],
                cancellationToken));
    }

    private static async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }
}
