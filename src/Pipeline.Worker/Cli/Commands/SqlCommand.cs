using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Commands;

/// <summary><c>sql</c>: prints the statements that an operation sends, for a DBA to read. It connects to nothing.</summary>
internal sealed class SqlCommand : PipelineCommand
{
    private static readonly Argument<string?> Operation = new("OPERATION")
    {
        Description = "What the pipeline does with the database, such as merge. [default: list the operations]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<string?> Dataset = new("FEED.DATASET")
    {
        Description = "The dataset, such as streaming.books.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public SqlCommand() : base("sql", "Print the SQL that an operation sends for a dataset, in its order, for a DBA to read; connects to nothing.")
    {
        Add(Operation);
        Add(Dataset);
        Add(CommonOptions.Warehouse);
        Add(CommonOptions.Feeds);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "./pipeline sql",
        "./pipeline sql merge streaming.books --warehouse sqlserver:Server=db;Database=dwh",
        "./pipeline sql schema streaming.books --warehouse postgres:Host=db;Database=dwh",
    ];

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var host = WorkerHost.Build(CommonOptions.Settings(parsed), writesLog: false);
        var review = host.Services.GetRequiredService<RenderSql>();
        if (parsed.GetValue(Operation) is not { } operation)
        {
            SqlOutput.Write(review.Operations, terminal);
            return Task.FromResult(ExitCode.Done);
        }

        var dataset = DatasetArgument.Parse(parsed.GetValue(Dataset) ?? "", "sql", operation);
        SqlOutput.Write(review.Run(operation, dataset), terminal);
        return Task.FromResult(ExitCode.Done);
    }
}
