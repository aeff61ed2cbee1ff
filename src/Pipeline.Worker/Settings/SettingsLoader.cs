using Microsoft.Extensions.Configuration;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Worker.Sources;
using Serilog.Events;

namespace Pipeline.Worker.Settings;

/// <summary>Finds the settings of an installation and validates them as a whole.</summary>
internal static class SettingsLoader
{
    /// <summary>What the names of environment variables begin with: <c>PIPELINE_RECEIVE__STABLEFOR</c>.</summary>
    public const string Prefix = "PIPELINE_";

    private const string FileName = "appsettings.json";
    private const string DefaultFeeds = "sql/feeds";

    /// <summary>Adds every source of settings, the strongest last: the file beside the worker, the file here, files that the environment names, the environment, the flags.</summary>
    /// <exception cref="InvalidSettingsException">A file is no JSON.</exception>
    public static void AddSources(IConfigurationManager configuration, IReadOnlyDictionary<string, string?> flags)
    {
        foreach (var folder in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            var path = Path.Combine(folder, FileName);
            try
            {
                configuration.AddJsonFile(path, optional: true, reloadOnChange: false);
            }
            catch (Exception fault) when (fault is InvalidDataException or FormatException)
            {
                throw new InvalidSettingsException([$"{path} can't be read: {(fault.InnerException ?? fault).Message}"], fault);
            }
        }

        ((IConfigurationBuilder)configuration).Add(new SecretFileSettings(Environment.GetEnvironmentVariables()));
        configuration.AddEnvironmentVariables(Prefix);
        ((IConfigurationBuilder)configuration).Add(new FlagSettings(flags));
    }

    /// <summary>The settings, all of them valid.</summary>
    /// <exception cref="InvalidSettingsException">Some are not; every mistake is named, with the place it was found in.</exception>
    public static PipelineSettings Read(IConfigurationRoot configuration)
    {
        var reader = new SettingsReader(configuration);
        var warehouse = WarehouseSetting.Read(reader);
        var settings = new PipelineSettings
        {
            Warehouse = warehouse,
            FeedsFolder = Feeds(reader.Text("Feeds")),
            ArchiveFolder = Path.GetFullPath(reader.Text("Archive") ?? Path.Combine(warehouse.Folder, "archive")),
            WorkFolder = Path.GetFullPath(reader.Text("Work") ?? Path.Combine(warehouse.Folder, "work")),
            LogFile = Path.GetFullPath(reader.Text("Log:File") ?? Path.Combine(warehouse.Folder, "logs", "pipeline-.log")),
            LogLevel = reader.Choice("Log:Level", LogEventLevel.Information),
            Receive = Receive(reader),
            Curl = Curl(reader),
        };
        reader.RefuseUnknown();
        return reader.Mistakes.Count == 0 ? settings : throw new InvalidSettingsException(reader.Mistakes);
    }

    private static string Feeds(string? configured)
    {
        var home = Environment.GetEnvironmentVariable($"{Prefix}HOME");
        return Path.GetFullPath(configured is not null ? configured
            : Directory.Exists(DefaultFeeds) || home is null ? DefaultFeeds
            : Path.Combine(home, DefaultFeeds));
    }

    private static ReceiveOptions Receive(SettingsReader reader)
    {
        var usual = new ReceiveOptions();
        return new ReceiveOptions
        {
            StableFor = reader.Duration($"{ReceiveOptions.Section}:StableFor", usual.StableFor, TimeSpan.Zero),
            FolderStableFor = reader.Duration($"{ReceiveOptions.Section}:FolderStableFor", usual.FolderStableFor, TimeSpan.Zero),
            OldAfter = reader.Duration($"{ReceiveOptions.Section}:OldAfter", usual.OldAfter, TimeSpan.Zero),
            WaitAtMost = reader.Duration($"{ReceiveOptions.Section}:WaitAtMost", usual.WaitAtMost, TimeSpan.Zero),
            Retries = reader.Whole($"{ReceiveOptions.Section}:Retries", usual.Retries, 0, 100),
            FirstDelay = reader.Duration($"{ReceiveOptions.Section}:FirstDelay", usual.FirstDelay, TimeSpan.Zero),
            MaxDelay = reader.Duration($"{ReceiveOptions.Section}:MaxDelay", usual.MaxDelay, TimeSpan.Zero),
            Restarts = reader.Whole($"{ReceiveOptions.Section}:Restarts", usual.Restarts, 0, 100),
        };
    }

    private static CurlOptions Curl(SettingsReader reader)
    {
        var usual = new CurlOptions();
        var second = TimeSpan.FromSeconds(1);
        return new CurlOptions
        {
            Program = reader.Text($"{CurlOptions.Section}:Program") ?? usual.Program,
            ConnectTimeout = reader.Duration($"{CurlOptions.Section}:ConnectTimeout", usual.ConnectTimeout, second),
            StallBytesPerSecond = reader.Whole($"{CurlOptions.Section}:StallBytesPerSecond", usual.StallBytesPerSecond, 1, int.MaxValue),
            StallTime = reader.Duration($"{CurlOptions.Section}:StallTime", usual.StallTime, second),
            Home = reader.Text($"{CurlOptions.Section}:Home") ?? usual.Home,
        };
    }
}
