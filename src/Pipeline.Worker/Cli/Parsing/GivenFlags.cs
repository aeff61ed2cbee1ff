using System.CommandLine;
using Pipeline.Core.Faults;
using Pipeline.Worker.Cli.Output;
using Pipeline.Worker.Settings;

namespace Pipeline.Worker.Cli.Parsing;

/// <summary>The flags of a command line that a command in a message must repeat, so that it can be run as it is printed.</summary>
internal sealed class GivenFlags
{
    private readonly Dictionary<string, HashSet<string>> _taken;
    private readonly List<(string Name, string Value)> _given;
    private readonly string? _secretOf;
    private readonly string? _feed;

    private GivenFlags(Dictionary<string, HashSet<string>> taken, List<(string Name, string Value)> given, string? secretOf, string? feed) =>
        (_taken, _given, _secretOf, _feed) = (taken, given, secretOf, feed);

    /// <summary>The flags of a command line, and which command takes which.</summary>
    public static GivenFlags Of(ParseResult parsed)
    {
        var given = CommonOptions.Settings(parsed).Where(flag => flag.Value is not null).ToDictionary(flag => $"--{flag.Key.ToLowerInvariant()}", flag => flag.Value!);
        var sources = parsed.CommandResult.Command.Options.Contains(CommonOptions.Source) ? parsed.GetValue(CommonOptions.Source) ?? [] : [];
        return new GivenFlags(
            parsed.RootCommandResult.Command.Subcommands.ToDictionary(
                command => command.Name, command => command.Options.Select(option => option.Name).ToHashSet(StringComparer.Ordinal)),
            [
                .. sources.Select(source => (CommonOptions.Source.Name, Queries.InShell(Secrets.Mask(source)))),
                .. given.Where(flag => flag.Key != CommonOptions.Warehouse.Name || WarehouseSetting.NamesEngine(flag.Value)).Select(flag => (flag.Key, Queries.InShell(WarehouseSetting.Shown(flag.Value)))),
            ],
            given.TryGetValue(CommonOptions.Warehouse.Name, out var warehouse) ? WarehouseSetting.VariableOfSecret(warehouse) : null,
            parsed.CommandResult.Command.Arguments.Contains(CommonOptions.Feed) ? parsed.GetValue(CommonOptions.Feed) : null);
    }

    /// <summary>The command of a step as it is typed, with the given flags that it takes and does not have yet.</summary>
    public string Command(NextStep step)
    {
        ArgumentNullException.ThrowIfNull(step.Verb);
        var arguments = step.Arguments.Select(argument => argument == NextStep.Feed ? _feed ?? argument : argument);
        var words = new[] { "./pipeline", step.Verb }.Concat(arguments.Select(Queries.InShell));
        return string.Join(' ', words.Concat(Missing(step).Select(flag => $"{flag.Name} {flag.Value}")));
    }

    /// <summary>What a person must know who runs these steps: where the password goes that no command repeats. Null if there is nothing.</summary>
    public string? NoteOn(IEnumerable<NextStep> steps) =>
        _secretOf is not null && steps.Any(step => Missing(step).Any(flag => flag.Name == CommonOptions.Warehouse.Name))
            ? $"(The password is not repeated here: put the connection string into {_secretOf}, which also keeps it out of the process list.)"
            : null;

    private IEnumerable<(string Name, string Value)> Missing(NextStep step) =>
        step.Verb is { } verb && _taken.TryGetValue(verb, out var takes) && !step.Arguments.Contains("--help")
            ? _given.Where(flag => takes.Contains(flag.Name) && !step.Arguments.Contains(flag.Name))
            : [];
}
