using Pipeline.Core.Records;

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

    /// <summary>The dataset whose records hold this list, or null at the top.</summary>
    public string? Parent { get; init; }

    /// <summary>The parent without its lists, or null at the top: it decides which records hold this list.</summary>
    public DatasetDefinition? ParentDefinition { get; init; }

    /// <summary>How many of the first <see cref="Columns"/> (and of <see cref="Key"/>) carry the parent's key.</summary>
    public int ParentKeyColumns { get; init; }

    /// <summary>The path of a nested list inside its parent's record.</summary>
    public IReadOnlyList<string> ListPath { get; init; } = [];

    /// <summary>The path of the property that holds the rows of a JSON file, or none where the rows are the file itself.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>The field delimiter of a CSV file.</summary>
    /// <value>The default is null: a comma, or a tab for <c>.tsv</c>.</value>
    public char? Delimiter { get; init; }

    /// <summary>Fields of the source that stay out of bronze, archive, quarantine and logs.</summary>
    /// <remarks>The dataset at the top holds them all; a nested list those below it, as paths from its element.</remarks>
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

    /// <summary>What a delivery without any acceptable record means (H23); of the file, so a nested list has its dataset's.</summary>
    public OnEmpty OnEmpty { get; init; } = OnEmpty.Stop;

    /// <summary>What becomes of gold while this dataset is blocked; a nested list has its dataset's.</summary>
    public OnBlocked OnBlocked { get; init; } = OnBlocked.Publish;

    /// <summary>What a field that the feed file does not name does (H26).</summary>
    public OnNewColumn OnNewColumn { get; init; } = OnNewColumn.Ignore;

    /// <summary>What a declared column that is missing from the whole file does (H27).</summary>
    public OnMissingColumn OnMissingColumn { get; init; } = OnMissingColumn.Stop;

    /// <summary>What must hold of the dataset's current rows before gold is published.</summary>
    public IReadOnlyList<DeclaredCheck> Checks { get; init; } = [];

    /// <summary>Where its rows lie on an engine that spreads tables over machines; null where the feed does not say.</summary>
    /// <remarks>It is no part of how files are read, and so not of <see cref="DefinitionText"/>.</remarks>
    public DatasetDistribution? Distribution { get; init; }

    /// <summary>Columns that its feed file no longer names, and its table still has with the values of then.</summary>
    /// <remarks>The feed file does not say them: the warehouse does, where versions of then are written again. No part of <see cref="DefinitionText"/>.</remarks>
    public IReadOnlyList<ColumnDefinition> Removed { get; init; } = [];

    /// <summary>The dataset with every column that its table has: the removed ones stand last.</summary>
    public DatasetDefinition AsTable => Removed.Count == 0 ? this : this with { Columns = [.. Columns, .. Removed], Removed = [] };

    /// <summary>Whether the worker makes some of its columns from others.</summary>
    public bool HasDerived => Columns.Any(column => column.DerivedFrom is not null);

    /// <summary>A column of a later definition as this one has it: by its name, or by one that it had before; null where it has none.</summary>
    public ColumnDefinition? FormerOf(ColumnDefinition later) =>
        Columns.FirstOrDefault(one => one.Name == later.Name) ?? Columns.FirstOrDefault(one => later.Was.Contains(one.Name));

    /// <summary>This dataset and the nested lists under it, parents before children.</summary>
    public IEnumerable<DatasetDefinition> WithLists => Lists.SelectMany(list => list.WithLists).Prepend(this);
}

/// <summary>One field and the value that, together with its siblings, marks a record as filler.</summary>
/// <param name="Path">The field's path inside the record.</param>
/// <param name="Value">The text it must equal, or null for a null or missing field.</param>
public sealed record SkipCondition(IReadOnlyList<string> Path, string? Value);

/// <summary>What an absent record means.</summary>
public enum DatasetMode
{
    /// <summary>The file is the whole dataset: absent means gone.</summary>
    Full,

    /// <summary>The file holds news: absent means nothing.</summary>
    Upsert,

    /// <summary>The file holds facts, which never change: each is loaded once.</summary>
    Append,
}

/// <summary>What the same file as the night before means.</summary>
public enum OnSameFile
{
    /// <summary>No change; it is accepted and reported.</summary>
    Accept,

    /// <summary>A fault: this dataset changes every night.</summary>
    Stop,
}

/// <summary>What a value of the wrong type does.</summary>
public enum OnBadValue
{
    /// <summary>Its row goes to quarantine and its key is held.</summary>
    Quarantine,

    /// <summary>The dataset's night is stopped.</summary>
    Stop,

    /// <summary>The value becomes null; a key never does.</summary>
    Null,
}

/// <summary>What the same key with other values means in an <c>append</c> dataset.</summary>
public enum OnConflict
{
    /// <summary>The row goes to quarantine; the fact stays as it was.</summary>
    Quarantine,

    /// <summary>The fact gets a new version.</summary>
    Version,

    /// <summary>The row is counted and left out.</summary>
    Ignore,
}

/// <summary>What a row that can't be framed or decoded does to the keys that are absent.</summary>
public enum Unreadable
{
    /// <summary>It may be any of them: they are held, not closed.</summary>
    HoldAbsent,

    /// <summary>Nothing.</summary>
    Ignore,
}

/// <summary>What a delivery without any acceptable record means.</summary>
public enum OnEmpty
{
    /// <summary>The dataset's night is stopped.</summary>
    Stop,

    /// <summary>There is nothing: in a full dataset every version ends.</summary>
    Accept,
}

/// <summary>What becomes of gold while a dataset is blocked.</summary>
public enum OnBlocked
{
    /// <summary>It is published with what the dataset stands for, and says so.</summary>
    Publish,

    /// <summary>The whole feed keeps the generation that is published.</summary>
    Keep,
}

/// <summary>What a field that the feed file does not name does.</summary>
public enum OnNewColumn
{
    /// <summary>It is recorded and ignored.</summary>
    Ignore,

    /// <summary>The dataset's night is stopped.</summary>
    Stop,
}

/// <summary>What a declared column that is missing from the whole file does.</summary>
public enum OnMissingColumn
{
    /// <summary>The dataset's night is stopped.</summary>
    Stop,

    /// <summary>The column takes no part in that night's comparison, and keeps the values of the open versions.</summary>
    Hold,

    /// <summary>It is null in every record.</summary>
    Null,
}
