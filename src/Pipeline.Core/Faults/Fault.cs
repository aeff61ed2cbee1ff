namespace Pipeline.Core.Faults;

/// <summary>What went wrong, as data: the four parts that every message of the pipeline has.</summary>
public sealed record Fault
{
    private readonly string? _summary;

    /// <summary>What happened, with numbers: one or more lines.</summary>
    public required string What { get; init; }

    /// <summary>Why it matters. Null where the first part says it already.</summary>
    public string? Why { get; init; }

    /// <summary>What is unchanged, so that nobody repairs what is not broken.</summary>
    public string? Untouched { get; init; }

    /// <summary>What to do next, in order; at least one step.</summary>
    /// <exception cref="ArgumentException">There is no step.</exception>
    public required IReadOnlyList<NextStep> Next
    {
        get;
        init => field = value.Count > 0 ? value : throw new ArgumentException("A fault says what to do next: it has at least one step.", nameof(value));
    }

    /// <summary>The fault in one line, for tables, lists and alerts.</summary>
    /// <value>The default is the first line of <see cref="What"/>.</value>
    public string Summary
    {
        get => _summary ?? FirstLine(What);
        init => _summary = value;
    }

    /// <summary>Whether the same call may succeed if it is made again later with nothing changed: what retries look at.</summary>
    /// <value>The default is <see langword="false"/>: a person has to act first.</value>
    public bool IsTransient { get; init; }

    /// <summary>The four parts as text: each step of the last on a line of its own, as <paramref name="step"/> writes it.</summary>
    public string ToText(Func<NextStep, string> step) =>
        string.Join('\n', new[] { What, Why, Untouched }.Where(part => !string.IsNullOrEmpty(part)).Concat(Next.Select(step)));

    /// <summary>The fault with steps that name a feed and a night.</summary>
    public Fault For(string feed, string night) => this with { Next = [.. Next.Select(step => step.For(feed, night))] };

    /// <summary>What happened, in one line, of an exception of any kind.</summary>
    public static string SummaryOf(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault is PipelineException known ? known.Summary : FirstLine(fault.Message);
    }

    /// <summary>The first line of a text.</summary>
    internal static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();

    /// <summary>The four parts as text for logs and tables.</summary>
    public override string ToString() => ToText(next => next.ToString());

    /// <summary>The fault without what a connection string in it says of a password.</summary>
    internal Fault WithoutSecrets() => this with
    {
        What = Clean(What),
        Why = Why is null ? null : Clean(Why),
        Untouched = Untouched is null ? null : Clean(Untouched),
        Next = [.. Next.Select(step => step with { Advice = Clean(step.Advice) })],
        Summary = Clean(Summary),
    };

    private static string Clean(string part) => Secrets.MaskConnection(part.ReplaceLineEndings("\n"));
}
