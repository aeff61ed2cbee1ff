namespace Pipeline.Core.Faults;

/// <summary>What went wrong, as data: the four parts that every message of the pipeline has.</summary>
public sealed record Fault
{
    /// <summary>What happened, with numbers: one or more lines, the first of which stands for the fault in lists and alerts.</summary>
    public required string What { get; init; }

    /// <summary>Why it matters. Null where the first part says it already.</summary>
    public string? Why { get; init; }

    /// <summary>What is unchanged, so that nobody repairs what is not broken.</summary>
    public string? Untouched { get; init; }

    /// <summary>What to do next, in order; at least one step.</summary>
    public required IReadOnlyList<NextStep> Next { get; init; }

    /// <summary>The first line of <see cref="What"/>.</summary>
    public string Summary => What.Split('\n')[0].TrimEnd();

    /// <summary>The four parts as text, a line each, with each step as <paramref name="step"/> writes it.</summary>
    public string ToText(Func<NextStep, string> step) =>
        string.Join('\n', new[] { What, Why, Untouched }.Where(part => !string.IsNullOrEmpty(part)).Append(string.Join(' ', Next.Select(step))));

    /// <summary>The four parts as text for logs and tables.</summary>
    public override string ToString() => ToText(next => next.ToString());
}
