using System.CommandLine;
using Pipeline.Core.Errors;
using Pipeline.Worker.Commands;
using Pipeline.Worker.Output;

namespace Pipeline.Worker.Demo;

internal sealed class DemoCommand() : PipelineCommand("demo", "d")
{
    public override IReadOnlyList<string> Examples => ["./pipeline demo"];

    protected override Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken) => Task.FromResult(ExitCode.Done);
}
