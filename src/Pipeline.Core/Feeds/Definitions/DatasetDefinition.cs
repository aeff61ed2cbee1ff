namespace Pipeline.Core.Feeds.Definitions;

/// <summary>One table's worth of records from one source, as its feed file declares it.</summary>
/// <remarks>A nested list is a dataset too: it has a <see cref="Parent"/>, and its keys begin with the parent's.</remarks>
public sealed record DatasetDefinition
{
    /// <summary>The dataset's name, which is also its table's in bronze and silver.</summary>
    public required string Name { get; init; }

    /// <summary>The source that publishes the file.</summary>
    public required string Source { get; init; }

    /// <summary>The file's name at its source; may hold <c>{night:yyyy-MM-dd}</c>.</summary>
    public required string File { get; init; }

    /// <summary>What an absent record means.</summary>
    public required DatasetMode Mode { get; init; }

    /// <summary>The names of the key columns: for a nested list, the parent's first.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Every column in the order of the feed file; a nested list's begin with its parent's key.</summary>
    public required IReadOnlyList<ColumnDefinition> Columns { get; init; }

    /// <summary>The nested lists of this dataset's records.</summary>
    public IReadOnlyList<DatasetDefinition> Lists { get; init; } = [];

    /// <summary>The dataset whose records contain this list; null for the root of a file.</summary>
    public string? Parent { get; init; }

    /// <summary>The parent without its lists: it decides which records contain this list. Null for the root of a file.</summary>
    public DatasetDefinition? ParentDefinition { get; init; }

    /// <summary>How many of the first <see cref="Columns"/> (and of <see cref="Key"/>) carry the parent's key.</summary>
    public int ParentKeyColumns { get; init; }

    /// <summary>The path of a nested list inside its parent's record.</summary>
    public IReadOnlyList<string> ListPath { get; init; } = [];

    /// <summary>The path of the property that contains the rows of a JSON file; empty where the file itself is the rows.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>The field delimiter of a CSV file.</summary>
    /// <value>The default is null: a comma, or a tab for <c>.tsv</c>.</value>
    public char? Delimiter { get; init; }

    /// <summary>Fields of the source that stay out of bronze, archive, quarantine and logs.</summary>
    /// <remarks>The root of a file has them all; a nested list has those below it, as paths from its element.</remarks>
    public IReadOnlyList<IReadOnlyList<string>> Drop { get; init; } = [];

    /// <summary>A record is filler, and skipped, when every named column's source field has this value.</summary>
    public IReadOnlyList<SkipCondition> SkipWhen { get; init; } = [];

    /// <summary>The column whose greatest value wins among conflicting duplicates, or null: they are quarantined (H9).</summary>
    public string? OrderBy { get; init; }

    /// <summary>What the same file as the night before means (H21).</summary>
    public OnSameFile OnSameFile { get; init; } = OnSameFile.Accept;

    /// <summary>What a value of the wrong type does (H28).</summary>
    public OnBadValue OnBadValue { get; init; } = OnBadValue.Quarantine;

    /// <summary>What the same key with other values means in an <c>append</c> dataset (H22).</summary>
    public OnConflict OnConflict { get; init; } = OnConflict.Quarantine;

    /// <summary>What a row that can't be framed or decoded does to the keys that are absent (H15).</summary>
    public Unreadable Unreadable { get; init; } = Unreadable.HoldAbsent;

    /// <summary>How far a night may go before it is stopped (H23).</summary>
    public GuardLimits Guards { get; init; } = new();

    /// <summary>What a delivery without any acceptable record means (H23); a setting of the file, so a nested list has its root's.</summary>
    public OnEmpty OnEmpty { get; init; } = OnEmpty.Stop;

    /// <summary>Whether gold is published while this dataset is blocked; a nested list has its root's.</summary>
    public OnBlocked OnBlocked { get; init; } = OnBlocked.Publish;

    /// <summary>What a field that the feed file does not name does (H26).</summary>
    public OnNewColumn OnNewColumn { get; init; } = OnNewColumn.Ignore;

    /// <summary>What a declared column that is missing from the whole file does (H27).</summary>
    public OnMissingColumn OnMissingColumn { get; init; } = OnMissingColumn.Stop;

    /// <summary>What must hold of the dataset's current rows before gold is published.</summary>
    public IReadOnlyList<DeclaredCheck> Checks { get; init; } = [];

    /// <summary>The distribution column, on an engine that spreads tables over machines; null where the feed does not say.</summary>
    /// <remarks>It does not affect how files are read, so it is not part of <see cref="DefinitionText"/>.</remarks>
    public DatasetDistribution? Distribution { get; init; }

    /// <summary>Columns that the feed file no longer names and the table still has, with their former values.</summary>
    /// <remarks>They come from the warehouse, not from the feed file, and are needed where former versions are written again. Not part of <see cref="DefinitionText"/>.</remarks>
    public IReadOnlyList<ColumnDefinition> Removed { get; init; } = [];

    /// <summary>The dataset with every column that its table has: the removed ones come last.</summary>
    public DatasetDefinition AsTable => Removed.Count == 0 ? this : this with { Columns = [.. Columns, .. Removed], Removed = [] };

    /// <summary>Whether the worker derives some of its columns from others.</summary>
    public bool HasDerived => Columns.Any(column => column.DerivedFrom is not null);

    /// <summary>The column of this definition that a later definition's column was: found by its name or by a former one; null where there is none.</summary>
    public ColumnDefinition? FormerOf(ColumnDefinition later) =>
        Columns.FirstOrDefault(one => one.Name == later.Name) ?? Columns.FirstOrDefault(one => later.Was.Contains(one.Name));

    /// <summary>This dataset and the nested lists under it, parents before children.</summary>
    public IEnumerable<DatasetDefinition> WithLists => Lists.SelectMany(list => list.WithLists).Prepend(this);
}
