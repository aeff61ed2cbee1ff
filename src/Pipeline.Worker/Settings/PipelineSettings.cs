using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Worker.Sources;
using Serilog.Events;

namespace Pipeline.Worker.Settings;

/// <summary>The settings of an installation: by flags, else by the environment, else by <c>appsettings.json</c>, else by default.</summary>
/// <remarks>Folders are full paths; relative ones are relative to the current directory.</remarks>
internal sealed record PipelineSettings
{
    /// <summary>The warehouse.</summary>
    /// <value>The default is <c>sqlite:warehouse</c>.</value>
    public required WarehouseSetting Warehouse { get; init; }

    /// <summary>The folder that holds one folder for each feed.</summary>
    /// <value>The default is <c>sql/feeds</c>, here or else where the pipeline itself lies.</value>
    public required string FeedsFolder { get; init; }

    /// <summary>Where every file that was ever received is kept.</summary>
    /// <value>The default is <c>archive</c> in the warehouse's folder.</value>
    public required string ArchiveFolder { get; init; }

    /// <summary>Where records wait while a delivery is being read; it may be emptied when no run is at work.</summary>
    /// <value>The default is <c>work</c> in the warehouse's folder.</value>
    public required string WorkFolder { get; init; }

    /// <summary>The log file; each day has its own, with the date before the ending, and the last 31 are kept.</summary>
    /// <value>The default is <c>logs/pipeline-.log</c> in the warehouse's folder.</value>
    public required string LogFile { get; init; }

    /// <summary>The least of what is logged.</summary>
    /// <value>The default is <c>Information</c>.</value>
    public required LogEventLevel LogLevel { get; init; }

    /// <summary>How long a file is waited for, and how often a broken transfer is taken up again.</summary>
    public required ReceiveOptions Receive { get; init; }

    /// <summary>When a connection counts as dead.</summary>
    public required CurlOptions Curl { get; init; }
}
