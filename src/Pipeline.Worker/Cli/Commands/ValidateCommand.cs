using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>validate</c>: settings, feed files and gold files, every mistake at once.</summary>
internal sealed class ValidateCommand : PipelineCommand
{
    private static readonly Option<string?> Warehouse = new("--warehouse")
    {
        HelpName = CommonOptions.Warehouse.HelpName,
        Description = "Ask this warehouse, too, whether it can run the gold files on its tables; it is left as it is. [default: none is asked]",
    };

    public ValidateCommand() : base("validate", "Find every mistake in feed files and gold files, without touching a source or the warehouse.")
    {
        Add(CommonOptions.FeedIfAny);
        Add(Warehouse);
        Add(CommonOptions.Feeds);
        Add(CommonOptions.Json);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline validate streaming",
        "./pipeline validate --feeds /etc/pipeline/feeds",
        "./pipeline validate streaming --warehouse postgres:",
        "./pipeline validate --json",
    ];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var asked = parsed.GetValue(Warehouse);
        var settings = CommonOptions.Settings(parsed);
        settings["Warehouse"] = asked;
        using var host = WorkerHost.Build(settings, writesLog: false);
        var folder = host.Services.GetRequiredService<PipelineSettings>().FeedsFolder;
        var engine = host.Services.GetRequiredService<IWarehouse>();
        var names = parsed.GetValue(CommonOptions.FeedIfAny) is { } one ? [one] : FeedReader.List(folder);
        var verdicts = new List<FeedValidation>();
        foreach (var name in names)
        {
            verdicts.Add(await FeedValidation.OfAsync(folder, name, engine, isAsked: asked is not null, cancellationToken));
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.WriteLine(Json.Text(verdicts.Select(verdict => verdict.ToJson())));
        }
        else
        {
            Tell(terminal, folder, verdicts);
        }

        return verdicts.All(verdict => verdict.Faults.Count == 0) ? ExitCode.Done : ExitCode.Usage;
    }

    private static void Tell(Terminal terminal, string folder, List<FeedValidation> verdicts)
    {
        foreach (var verdict in verdicts.Where(verdict => verdict.Faults.Count == 0))
        {
            terminal.WriteLine(verdict.Summary);
            foreach (var (dataset, guards) in verdict.Guards)
            {
                terminal.WriteLine($"  {dataset}: {guards}");
            }
        }

        foreach (var (index, fault) in verdicts.SelectMany(verdict => verdict.Faults).Index())
        {
            if (index > 0)
            {
                terminal.Note("");
            }

            terminal.Fail(fault);
        }

        if (verdicts.Count == 0)
        {
            terminal.WriteLine($"{folder} holds no feed: no folder in it has a {FeedReader.FileName}");
        }
    }
}
