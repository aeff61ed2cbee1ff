using System.Text;
using System.Threading.Channels;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Engines.Sql.Bulk;

namespace Pipeline.Engines.SqlServer;

/// <summary>Takes rows in on one thread and gives them out on another, a few at a time: nothing that grows with the load is kept.</summary>
/// <remarks>Writers push rows, and the driver's bulk load pulls them. A full channel makes the writer wait, an empty one the driver.</remarks>
internal sealed class SqlServerRows(IReadOnlyList<BulkColumn> columns, CancellationToken stop) : IBulkWriter
{
    private const int RowsPerChunk = 500;
    private const int CharactersPerChunk = 1 << 20;
    private const int Chunks = 4;

    private readonly Dictionary<string, int> _places =
        columns.Index().ToDictionary(column => column.Item.Name, column => column.Index, StringComparer.Ordinal);

    private readonly Channel<List<object?[]>> _chunks = Channel.CreateBounded<List<object?[]>>(Chunks);
    private readonly object?[] _row = new object?[columns.Count];
    private List<object?[]> _chunk = [];
    private int _characters;

    /// <summary>The rows, in chunks, for the thread that pulls.</summary>
    public ChannelReader<List<object?[]>> Reader => _chunks.Reader;

    public void Set(string column, string? text)
    {
        _row[_places[column]] = text;
        _characters += text?.Length ?? 0;
    }

    public void Set(string column, Hash128? hash) => _row[_places[column]] = hash?.ToBytes();

    public void SetId(string column, Guid id) => _row[_places[column]] = id;

    public void Set(string column, long number) => _row[_places[column]] = number;

    public void SetNight(string column, DateOnly night) => _row[_places[column]] = night.ToDateTime(TimeOnly.MinValue);

    public void SetInstant(string column, DateTimeOffset instant) => _row[_places[column]] = instant.UtcDateTime;

    public void SetValue(string column, ColumnType type, string? canonical)
    {
        _row[_places[column]] = SqlServerDialect.ValueOf(type, canonical);
        _characters += canonical?.Length ?? 0;
    }

    /// <inheritdoc/>
    /// <remarks>Bytes that are no text become U+FFFD, and so does U+0000, which not every T-SQL engine holds.</remarks>
    public void SetText(string column, ReadOnlyMemory<byte> utf8) =>
        Set(column, Encoding.UTF8.GetString(utf8.Span).Replace('\0', '\uFFFD'));

    public void Clear() => Array.Clear(_row);

    public void Run()
    {
        _chunk.Add([.. _row]);
        if (_chunk.Count >= RowsPerChunk || _characters >= CharactersPerChunk)
        {
            Flush();
        }
    }

    /// <summary>Lets a writer push its rows, on a thread of its own.</summary>
    public Task PushAsync(Action<IBulkWriter> write) => Task.Run(
        () =>
        {
            try
            {
                write(this);
                Flush();
                _chunks.Writer.Complete();
            }
            catch (Exception fault)
            {
                _chunks.Writer.Complete(fault);
                throw;
            }
        },
        CancellationToken.None);

    private void Flush()
    {
        var chunk = _chunk;
        (_chunk, _characters) = ([], 0);
        if (!_chunks.Writer.TryWrite(chunk))
        {
            _chunks.Writer.WriteAsync(chunk, stop).AsTask().GetAwaiter().GetResult();
        }
    }
}
