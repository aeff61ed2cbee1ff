using System.Diagnostics;
using CsvHelper;
using Microsoft.Data.SqlClient;
using Npgsql;
using Pipeline.Engines.Sqlite;
using Pipeline.Testing;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Benchmarks;

/// <summary>The engines that can be measured here.</summary>
internal static class BulkTargets
{
    private static readonly int[] Batches = [100_000, 10_000, 1_000_000, 0, 1_000]; // the engine's own first

    /// <summary>SQLite and PostgreSQL, and the SQL Server that the environment names.</summary>
    public static IReadOnlyList<BulkTarget> In(string folder) =>
        [Sqlite(folder), Postgres(), .. SqlServerServer.Shared.ConnectionString is not null ? new[] { SqlServer() } : []];

    private static BulkTarget Sqlite(string folder) => new(
        "sqlite",
        () => new SqliteWarehouse(Path.Combine(folder, "warehouse"), "benchmark"),
        [new BulkTool("sqlite3 .import", (files, cancellationToken) => RunAsync(
            "sqlite3",
            [
                "-batch", "-bail", Path.Combine(folder, "plain.db"),
                .. files.SelectMany(file => new[]
                {
                    $"drop table if exists {file.Table}",
                    $"create table {file.Table} ({string.Join(", ", file.Columns)})",
                    $".import --csv '{file.Path}' {file.Table}",
                }),
            ],
            cancellationToken))]);

    private static BulkTarget Postgres()
    {
        var probe = new PostgresProbe(PostgresServer.Shared);
        var to = new NpgsqlConnectionStringBuilder(probe.ConnectionString);
        return new BulkTarget(
            "postgres",
            () => probe.Open("benchmark"),
            [new BulkTool("psql \\copy", (files, cancellationToken) => RunAsync(
                "psql",
                [
                    "-q", "-v", "ON_ERROR_STOP=1", "-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, "-d", to.Database!, "-c", "set client_min_messages = warning",
                    .. files.SelectMany(file => new[]
                    {
                        "-c", $"drop table if exists public.{file.Table}",
                        "-c", $"create table public.{file.Table} ({string.Join(", ", file.Columns.Select(column => $"{column} text"))})",
                        "-c", $"\\copy public.{file.Table} from '{file.Path}' csv",
                    }),
                ],
                cancellationToken))]);
    }

    private static BulkTarget SqlServer()
    {
        var probe = new SqlServerProbe();
        return new BulkTarget(
            "sqlserver",
            () => probe.Open("benchmark"),
            [.. Batches.Select(batch => new BulkTool(
                $"SqlBulkCopy, batch {(batch == 0 ? "all" : batch)}",
                (files, cancellationToken) => CopyAsync(probe.ConnectionString, files, batch, cancellationToken)))]);
    }

    private static async Task CopyAsync(string connectionString, IReadOnlyList<BulkFile> files, int batch, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(connectionString + ";Pooling=false"); // a failed batch leaves nothing behind
        await connection.OpenAsync(cancellationToken);
        foreach (var file in files)
        {
            var columns = string.Join(", ", file.Columns.Select(column => $"[{column}] nvarchar(4000)"));
            await using var create = new SqlCommand($"drop table if exists dbo.[{file.Table}]; create table dbo.[{file.Table}] ({columns})", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
            await using var stream = File.OpenRead(file.Path);
            using var csv = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false });
            await using var rows = new CsvDataReader(csv);
            using var bulk = new SqlBulkCopy(connection, SqlBulkCopyOptions.TableLock, externalTransaction: null)
            {
                DestinationTableName = $"dbo.[{file.Table}]",
                BatchSize = batch,
                BulkCopyTimeout = 0,
                EnableStreaming = true,
            };
            await bulk.WriteToServerAsync(rows, cancellationToken);
        }
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
