namespace Pipeline.Core.Faults;

/// <summary>What a person does next about a fault: a sentence and, where a command does it, that command as data.</summary>
/// <remarks>
/// Core names no command line. The CLI prints a command with the flags that were given, a page shows a button, an alert a link.
/// An argument in capitals, such as <c>TEXT</c>, is one that only the person knows.
/// </remarks>
/// <param name="Advice">A sentence without its last full stop: <c>Run the night again</c>.</param>
public sealed record NextStep(string Advice)
{
    /// <summary>The command's name, such as <c>run</c>; null where no command of the pipeline does it.</summary>
    public string? Verb { get; private init; }

    /// <summary>The command's arguments, one each, without quotes: <c>streaming</c>, <c>--night</c>, <c>2021-12-31</c>.</summary>
    public IReadOnlyList<string> Arguments { get; private init; } = [];

    /// <summary>A step that a command of the pipeline takes.</summary>
    public static NextStep Run(string advice, string verb, params IEnumerable<string> arguments) =>
        new(advice) { Verb = verb, Arguments = [.. arguments] };

    /// <summary>The placeholder for a feed's name, where whoever words the step does not know it.</summary>
    public const string Feed = "FEED";

    /// <summary>The step for a night of a feed: the placeholder becomes the feed's name, and a run is one of that night.</summary>
    public NextStep For(string feed, string night) => !Arguments.Contains(Feed) ? this : this with
    {
        Arguments =
        [
            .. Arguments.Select(argument => argument == Feed ? feed : argument),
            .. Verb == "run" && !Arguments.Contains("--night") ? new[] { "--night", night } : [],
        ],
    };

    /// <summary>Whether both steps are the same command, or the same sentence.</summary>
    public bool Equals(NextStep? other) =>
        other is not null && Advice == other.Advice && Verb == other.Verb && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Advice, Verb, Arguments.Count);

    /// <summary>The step with its command as <paramref name="command"/> writes it: a sentence, and the command behind a colon.</summary>
    public string ToText(Func<NextStep, string> command) => Verb is null ? $"{Advice}." : $"{Advice}: {command(this)}";

    /// <summary>The step for logs and tables, which know no flags: <c>Run the night again: run streaming --night 2021-12-31</c>.</summary>
    public override string ToString() => ToText(step => string.Join(' ', [step.Verb!, .. step.Arguments]));
}
