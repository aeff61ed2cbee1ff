using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Commands;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Demo;

/// <summary><c>demo</c>: the sample nights, by FTP from this machine, into a warehouse of their own.</summary>
internal sealed class DemoCommand : PipelineCommand
{
    private const string Feed = "streaming";
    private const string Dataset = "books";
    private const string Record = "The Lantern at Low Tide";
    private const string PasswordVariable = "PIPELINE_DEMO_FTP_PASSWORD";

    private static readonly NightRange Nights = new(new DateOnly(2021, 12, 29), new DateOnly(2021, 12, 31));

    private static readonly Option<string> Keep = new("--keep")
    {
        HelpName = "DIR",
        Description = "The folder that the demo makes, and starts again each time.",
        DefaultValueFactory = _ => "warehouse-demo",
    };

    public DemoCommand() : base("demo", "Load three sample nights from an FTP server on this machine into a warehouse, and show the result.") =>
        Add(Keep);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["./pipeline demo", "./pipeline demo --keep /tmp/demo"];

    /// <inheritdoc/>
    protected override (string Untouched, NextStep Next) AfterCancellation =>
        ("The demo's folder is incomplete.", NextStep.Run("Run it again; it starts from the beginning", "demo"));

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var place = DemoPlace.Find();
        var folder = Path.GetFullPath(parsed.GetRequiredValue(Keep));
        DemoFolder.Prepare(folder);
        using var host = WorkerHost.Build(Settings(place, folder), writesLog: true);
        var declared = FeedReader.Read(place.Feeds, Feed);

        await using var server = await StartAsync(place, terminal, host.Services.GetRequiredService<TimeProvider>(), cancellationToken);
        var overrides = new SourceOverrides(declared.Sources.Keys.ToDictionary(
            name => name, name => $"{server?.Url ?? place.Data}/{name}/{{night:yyyy-MM-dd}}"));
        var feed = WithPassword(overrides.ApplyTo(declared), server?.Password);
        var result = await host.Services.GetRequiredService<RunNights>().RunAsync(
            feed, Nights, overrides.Names, host.Watch(terminal, isJson: false), cancellationToken);
        var ended = BackfillOutput.Write(result, terminal);
        if (ended is ExitCode.Done)
        {
            await ShowAsync(host.Services, terminal, cancellationToken);
            ShowWhatToTry(place, folder, host.Services.GetRequiredService<IWarehouse>(), terminal);
        }

        return ended;
    }

    // Everything inside the demo's folder, whatever this installation's settings say; sample files are complete, however young.
    private static Dictionary<string, string?> Settings(DemoPlace place, string folder) => new()
    {
        ["Warehouse"] = $"sqlite:{folder}",
        ["Feeds"] = place.Feeds,
        ["Archive"] = Path.Combine(folder, "archive"),
        ["Work"] = Path.Combine(folder, "work"),
        ["Log:File"] = Path.Combine(folder, "logs", "pipeline-.log"),
        ["Receive:StableFor"] = "00:00:00",
        ["Receive:FolderStableFor"] = "00:00:00",
    };

    private static async Task<VsftpdServer?> StartAsync(DemoPlace place, Terminal terminal, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (VsftpdServer.WhyNot() is { } reason)
        {
            terminal.WriteLine($"No FTP server can be had here: {reason}. The same nights are read from the folder {Queries.ShortPath(place.Data)}.");
            terminal.WriteLine();
            return null;
        }

        var server = await VsftpdServer.StartAsync(new VsftpdOptions { Folder = place.Data }, clock, cancellationToken);
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"An FTP server (vsftpd) on 127.0.0.1, port {server.Port}, serves the sample nights of {Queries.ShortPath(place.Data)}."));
        terminal.WriteLine();
        return server;
    }

    // On loopback, without TLS; the password goes the way that every password goes: by the environment.
    private static FeedDefinition WithPassword(FeedDefinition feed, string? password)
    {
        Environment.SetEnvironmentVariable(PasswordVariable, password);
        return feed with
        {
            Sources = feed.Sources.ToDictionary(source => source.Key, source => source.Value with
            {
                PasswordEnv = password is null ? null : PasswordVariable,
                PasswordFile = null,
                Tls = TlsUse.None,
                CaFile = null,
            }),
        };
    }

    private static async Task ShowAsync(IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        terminal.WriteLine("The questions of the business, answered:");
        terminal.Write(AnswerOutput.Table(await services.GetRequiredService<AnswerQuestions>().RunAsync(Feed, new Dictionary<string, string>(), cancellationToken)));
        terminal.WriteLine();
        terminal.WriteLine("The history of one record that the vendor changed and then deleted:");
        HistoryOutput.Write(await services.GetRequiredService<ExplainRecord>().RunAsync(new DatasetName(Feed, Dataset), [Record], cancellationToken), terminal);
        terminal.WriteLine();
    }

    private static void ShowWhatToTry(DemoPlace place, string folder, IWarehouse warehouse, Terminal terminal)
    {
        var at = $"--warehouse sqlite:{Queries.ShortPath(folder)}";
        terminal.WriteLine($"Gold lies in {warehouse.Gold.Location}, a plain SQLite file. What to try next:");
        terminal.WriteLine($"  {place.Launcher} status {Feed} {at}");
        terminal.WriteLine($"  {place.Launcher} answer {Feed} --set nationality=Highlanders {at}");
        terminal.WriteLine($"  {place.Launcher} explain {Feed}.authors \"Ottilie Brandvold\" {at}");
        terminal.WriteLine($"  {place.Launcher} run {Feed} --night {Night.NameOf(Nights.To)} {at}   # from the archive: nothing changes");
        terminal.WriteLine($"  {(DemoPlace.HasSqlite ? Queries.Demo(warehouse) : $"{place.Launcher} validate {Feed}")}");
    }
}
