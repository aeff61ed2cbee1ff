namespace Pipeline.Worker.Cli.Output;

/// <summary>A fault as machines read it, beside its text.</summary>
/// <param name="What">What happened.</param>
/// <param name="Why">Why it matters; null where the first part says it.</param>
/// <param name="Untouched">What is unchanged.</param>
/// <param name="IsTransient">Whether the same command may succeed later with nothing changed.</param>
/// <param name="Next">What to do next, in order.</param>
internal sealed record FaultJson(string What, string? Why, string? Untouched, bool IsTransient, IEnumerable<NextStepJson> Next);

/// <summary>A step as machines read it.</summary>
/// <param name="Advice">The sentence.</param>
/// <param name="Verb">The command's name; null where no command does it.</param>
/// <param name="Arguments">The command's arguments, one each, without the flags that were given.</param>
/// <param name="Command">The command as it is typed, with the flags that were given; null where no command does it.</param>
internal sealed record NextStepJson(string Advice, string? Verb, IReadOnlyList<string> Arguments, string? Command);
