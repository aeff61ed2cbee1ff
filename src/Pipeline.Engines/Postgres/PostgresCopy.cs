using System.Text;
using System.Text.Unicode;
using Npgsql;
using NpgsqlTypes;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Bulk;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.Postgres;

/// <summary>PostgreSQL's bulk path: binary COPY, streamed.</summary>
internal sealed class PostgresCopy : IBulkWriter
{
    private readonly NpgsqlBinaryImporter _importer;
    private readonly Dictionary<string, int> _places;
    private readonly NpgsqlDbType[] _types;
    private readonly object?[] _row;

    private PostgresCopy(NpgsqlBinaryImporter importer, IReadOnlyList<BulkColumn> columns)
    {
        _importer = importer;
        _places = columns.Index().ToDictionary(column => column.Item.Name, column => column.Index, StringComparer.Ordinal);
        _types = [.. columns.Select(column => PostgresDialect.WireTypeOf(column))];
        _row = new object?[columns.Count];
    }

    /// <param name="connection">The connection; COPY takes part in its transaction, if there is one.</param>
    /// <param name="sql">The engine's texts.</param>
    /// <param name="target">The table as SQL writes it.</param>
    /// <param name="columns">The columns that are written.</param>
    /// <param name="write">Writes the rows; where it throws, nothing is loaded.</param>
    /// <param name="cancellationToken">Stops before the first row and after the last.</param>
    /// <returns>How many rows were loaded.</returns>
    public static async Task<long> LoadAsync(
        NpgsqlConnection connection,
        SqlLibrary sql,
        string target,
        IReadOnlyList<BulkColumn> columns,
        Action<IBulkWriter> write,
        CancellationToken cancellationToken)
    {
        var copy = sql.Render("session/copy", new Dictionary<string, object>
        {
            ["target"] = target,
            ["columns"] = columns.Select(column => new Dictionary<string, object> { ["name"] = column.Name }).ToList(),
        });
        await using var importer = await connection.BeginBinaryImportAsync(copy, cancellationToken);
        importer.Timeout = ServerTimeouts.Statement;
        write(new PostgresCopy(importer, columns));
        return (long)await importer.CompleteAsync(cancellationToken);
    }

    public void Set(string column, string? text) => _row[_places[column]] = text;

    public void Set(string column, Hash128? hash) => _row[_places[column]] = hash?.ToBytes();

    public void SetId(string column, Guid id) => _row[_places[column]] = id;

    public void Set(string column, long number) => _row[_places[column]] = number;

    public void SetNight(string column, DateOnly night) => _row[_places[column]] = PostgresDialect.DaysOf(night);

    public void SetInstant(string column, DateTimeOffset instant) =>
        _row[_places[column]] = PostgresDialect.MicrosecondsOf(instant.UtcDateTime);

    public void SetValue(string column, ColumnType type, string? canonical) =>
        _row[_places[column]] = PostgresDialect.ValueOf(type, canonical);

    /// <inheritdoc/>
    /// <remarks>Bytes that no text of PostgreSQL can hold become U+FFFD; elsewhere they would end the COPY.</remarks>
    public void SetText(string column, ReadOnlyMemory<byte> utf8) => _row[_places[column]] =
        Utf8.IsValid(utf8.Span) && !utf8.Span.Contains((byte)0)
            ? utf8
            : Encoding.UTF8.GetString(utf8.Span).Replace('\0', '\uFFFD');

    public void Clear() => Array.Clear(_row);

    public void Run()
    {
        _importer.StartRow();
        for (var column = 0; column < _row.Length; column++)
        {
            if (_row[column] is { } value)
            {
                _importer.Write(value, _types[column]);
            }
            else
            {
                _importer.WriteNull();
            }
        }
    }
}
