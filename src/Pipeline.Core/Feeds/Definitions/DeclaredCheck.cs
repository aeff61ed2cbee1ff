namespace Pipeline.Core.Feeds.Definitions;

/// <summary>What a feed file asks of a dataset's current rows before gold is published.</summary>
/// <remarks>Nulls offend against <see cref="CheckRule.NotNull"/> alone; every other rule passes them over.</remarks>
public sealed record DeclaredCheck
{
    /// <summary>What it is called in reports and in <c>ops.checks</c>: <c>books.range_pages</c>; unique within the feed.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of rule.</summary>
    public required CheckRule Rule { get; init; }

    /// <summary>Whether an offending row keeps gold from being published.</summary>
    /// <value>The default is true.</value>
    public bool Stops { get; init; } = true;

    /// <summary>The columns that it is about; none for <see cref="CheckRule.RowBand"/>.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The canonical values that are accepted.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The least canonical value, or null.</summary>
    public string? Min { get; init; }

    /// <summary>The greatest canonical value, or null.</summary>
    public string? Max { get; init; }

    /// <summary>The dataset and column in which each value must be found, as <c>authors.name</c>.</summary>
    public string? To { get; init; }

    /// <summary>Between which shares of the average of the nights before the number of records must lie.</summary>
    public Band? Band { get; init; }

    /// <summary>How many nights before are looked at.</summary>
    public int Nights { get; init; }

    /// <summary>The line of the feed file that it begins on.</summary>
    public int Line { get; init; }
}

/// <summary>The kinds of rule that a feed file can declare.</summary>
public enum CheckRule
{
    /// <summary>No two rows have the same values in these columns.</summary>
    Unique,

    /// <summary>No row has a null in these columns.</summary>
    NotNull,

    /// <summary>Every value is one of a list.</summary>
    AcceptedValues,

    /// <summary>Every value lies between two, both included.</summary>
    Range,

    /// <summary>Every value is there in a column of another dataset.</summary>
    Relationship,

    /// <summary>The last night's file has about as many records as those before it.</summary>
    RowBand,
}
