using System.Data.Common;
using System.Globalization;
using Dapper;
using Npgsql;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Postgres;

/// <summary>Where the tables of datasets lie: on one server, or over the machines of a Citus cluster. The only place that tells the two apart.</summary>
/// <remarks>Nothing is known before the first session is open; every statement on a dataset comes after that.</remarks>
internal sealed class PostgresLayout
{
    /// <summary>How many digits of a run's token a stage's name ends in: those of the largest <see cref="long"/>.</summary>
    public const int TokenDigits = 19;

    private bool? _isCluster;

    /// <summary>Whether the database is the coordinator of a cluster.</summary>
    public bool IsCluster => _isCluster ?? false;

    /// <summary>Asks the database once.</summary>
    public async Task LookAsync(NpgsqlConnection connection, SqlLibrary sql, CancellationToken cancellationToken) =>
        _isCluster ??= (bool)(await PostgresConnections.ScalarAsync(connection, sql.Text("distribution/exists"), cancellationToken))!;

    /// <summary>Where a dataset lies, or null where it is the coordinator alone.</summary>
    public DatasetDistribution? Of(DatasetDefinition dataset) => IsCluster ? dataset.Distribution : null;

    /// <summary>The column that places a record on a machine; none where nothing does.</summary>
    public IReadOnlyList<int> Place(DatasetDefinition dataset) => Of(dataset) is { Column: { } column }
        ? [dataset.Columns.Index().First(c => c.Item.Name == column).Index]
        : [];

    /// <summary>The column by which the table of a dataset is spread as it lies there; null where it is not.</summary>
    public async Task<string?> PlaceAsync(DbConnection connection, SqlLibrary sql, string dataset) => IsCluster
        ? await connection.QuerySingleOrDefaultAsync<string?>(sql.Render("distribution/place", new Dictionary<string, object> { ["table"] = dataset }))
        : null;

    /// <summary>The table in which a merge's changes wait, as statements name it.</summary>
    public string Stage(DatasetDefinition dataset, long token) =>
        Of(dataset) is null ? "stage" : $"ops.{SqlLibrary.Quote(StageTable(dataset, token))}";

    /// <summary>The name of a stage that is no table of the session.</summary>
    public static string StageTable(DatasetDefinition dataset, long token) =>
        GeneratedNames.Of(dataset.Name, $"__stage_{token.ToString($"D{TokenDigits}", CultureInfo.InvariantCulture)}");
}
