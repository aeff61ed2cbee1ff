using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Sources;
using Pipeline.Core.Erasure;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sqlite;
using Pipeline.Worker.Sources;
using Serilog;

namespace Pipeline.Worker.Settings;

/// <summary>Puts the parts of the worker together, once per command.</summary>
internal static class WorkerHost
{
    private const int LogFilesKept = 31;
    private const string LogLine = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    /// <param name="flags">The settings that the command line gives.</param>
    /// <param name="writesLog">Whether the command works on the warehouse; one that only looks leaves no log, and makes no folder for it.</param>
    /// <exception cref="InvalidSettingsException">Settings are wrong.</exception>
    public static IHost Build(IReadOnlyDictionary<string, string?> flags, bool writesLog)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        SettingsLoader.AddSources(builder.Configuration, flags);
        var settings = SettingsLoader.Read(builder.Configuration);
        if (writesLog)
        {
            builder.Services.AddSerilog(Log(settings), dispose: true);
        }

        builder.Services
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IFileSources>(new FileSources(settings.Curl))
            .AddSingleton(new Archive(settings.ArchiveFolder))
            .AddSingleton<IWarehouse>(_ => settings.Warehouse.Open(Holder))
            .AddSingleton(services => new NightOptions(services.GetRequiredService<Archive>(), settings.WorkFolder, settings.Receive))
            .AddSingleton(new FeedFolder(settings.FeedsFolder))
            .AddSingleton(new LogFiles(settings.LogFile))
            .AddSingleton<OpenEmbedded>(folder => new SqliteWarehouse(folder, Holder))
            .AddPipeline();
        return builder.Build();
    }

    private static string Holder =>
        string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}");

    private static Serilog.Core.Logger Log(PipelineSettings settings) => new LoggerConfiguration()
        .MinimumLevel.Is(settings.LogLevel)
        .WriteTo.File(
            settings.LogFile,
            outputTemplate: LogLine,
            formatProvider: CultureInfo.InvariantCulture,
            rollingInterval: RollingInterval.Day,
            retainedFileCountLimit: LogFilesKept,
            shared: true)
        .CreateLogger();
}
