using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.SqlServer;

/// <summary>How tables lie on disk: what is SQL Server's own, in one place, and can be switched off.</summary>
/// <remarks>
/// The word <c>Storage</c> of the connection string names one; it takes part when a table is made, and changes none that is there.
/// Silver is never a columnstore: its open versions are closed by updates, and its computed column is one that a columnstore refuses.
/// </remarks>
internal sealed record SqlServerStorage
{
    /// <summary>The word in the connection string, which is taken out before the driver sees it.</summary>
    public const string Keyword = "Storage";

    private SqlServerStorage(string name) => Name = name;

    /// <summary>Page compression, the default: in every edition since 2016 SP1, and history repeats itself.</summary>
    public static SqlServerStorage Page { get; } = new("page") { Option = " with (data_compression = page)", BronzeOption = " with (data_compression = page)" };

    /// <summary>Page compression, and a clustered columnstore for bronze, which only grows and is hardly read.</summary>
    public static SqlServerStorage Columnstore { get; } = new("columnstore")
    {
        Option = Page.Option,
        BronzeKey = "nonclustered",
        BronzeIndex = ", index columns clustered columnstore",
    };

    /// <summary>Rows as they are.</summary>
    public static SqlServerStorage Rows { get; } = new("rows");

    /// <summary>Every one that there is.</summary>
    public static IReadOnlyList<SqlServerStorage> All { get; } = [Page, Columnstore, Rows];

    /// <summary>As the connection string names it.</summary>
    public string Name { get; }

    private string Option { get; init; } = "";

    private string BronzeKey { get; init; } = "clustered";

    private string BronzeIndex { get; init; } = "";

    private string BronzeOption { get; init; } = "";

    /// <summary>What the engine's SQL files write by name.</summary>
    public IReadOnlyDictionary<string, string> Words => new Dictionary<string, string>
    {
        [HistoryTables.Word] = HistoryTables.Schema,
        ["collation"] = SqlServerDialect.Collation,
        ["storage"] = Option,
        ["bronze_key"] = BronzeKey,
        ["bronze_index"] = BronzeIndex,
        ["bronze_storage"] = BronzeOption,
    };

    /// <summary>The one of a name, or null.</summary>
    public static SqlServerStorage? Find(string name) =>
        All.FirstOrDefault(storage => storage.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
