using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Engines.Sql;
using Pipeline.Engines.Sql.Bulk;
using SQLitePCL;

namespace Pipeline.Engines.Sqlite;

/// <summary>A prepared insert that is run once a row inside the connection's transaction: SQLite's bulk path.</summary>
/// <remarks>
/// Bound below ADO.NET: a <see cref="SqliteCommand"/> searches and boxes its parameters again for every row, which costs more than
/// the insert itself. A parameter keeps its value from row to row until it is set again, and is null before.
/// </remarks>
internal sealed class SqliteInsert : IBulkWriter, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private readonly Dictionary<string, int> _parameters = new(StringComparer.Ordinal);
    private byte[] _utf8 = new byte[4096];
    private long _rows;

    /// <param name="connection">The connection, in a transaction.</param>
    /// <param name="sql">One insert, with <c>@name</c> for each parameter.</param>
    public SqliteInsert(SqliteConnection connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement));
        for (var parameter = 1; parameter <= raw.sqlite3_bind_parameter_count(_statement); parameter++)
        {
            _parameters.Add(raw.sqlite3_bind_parameter_name(_statement, parameter).utf8_to_string()[1..], parameter);
        }
    }

    /// <summary>Inserts rows in a transaction of their own.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="sql">One insert, with <c>@name</c> for each parameter.</param>
    /// <param name="write">Writes the rows.</param>
    /// <returns>How many rows were written; some may have been there already.</returns>
    public static long Load(SqliteConnection connection, string sql, Action<IBulkWriter> write)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        using var insert = new SqliteInsert(connection, sql);
        write(insert);
        transaction.Commit();
        return insert._rows;
    }

    /// <summary>Sets a parameter to a text, or to null.</summary>
    public void Set(string parameter, string? text)
    {
        if (text is null)
        {
            SetNull(parameter);
            return;
        }

        if (_utf8.Length < Encoding.UTF8.GetMaxByteCount(text.Length))
        {
            _utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        }

        SetText(parameter, _utf8.AsMemory(0, Encoding.UTF8.GetBytes(text, _utf8)));
    }

    /// <summary>Sets a parameter to a text that is UTF-8 already.</summary>
    public void SetText(string parameter, ReadOnlyMemory<byte> utf8) =>
        Check(raw.sqlite3_bind_text(_statement, _parameters[parameter], utf8.Span));

    /// <summary>Sets a parameter to a hash, or to null.</summary>
    public void Set(string parameter, Hash128? hash)
    {
        if (hash is not { } value)
        {
            SetNull(parameter);
            return;
        }

        Span<byte> bytes = stackalloc byte[Hash128.Size];
        value.Write(bytes);
        SetBlob(parameter, bytes);
    }

    public void SetId(string parameter, Guid id) => SetBlob(parameter, (byte[])SqliteDialect.Instance.Id(id));

    public void Set(string parameter, long number) => Check(raw.sqlite3_bind_int64(_statement, _parameters[parameter], number));

    public void Set(string parameter, double number) => Check(raw.sqlite3_bind_double(_statement, _parameters[parameter], number));

    public void SetNull(string parameter) => Check(raw.sqlite3_bind_null(_statement, _parameters[parameter]));

    public void SetNight(string parameter, DateOnly night) => Set(parameter, Instants.Text(night));

    public void SetInstant(string parameter, DateTimeOffset instant) => Set(parameter, Instants.Text(instant.UtcDateTime));

    /// <summary>Sets a parameter to a canonical text as its column's type keeps it.</summary>
    public void SetValue(string parameter, ColumnType type, string? canonical)
    {
        switch (canonical is null ? null : (ColumnKind?)type.Kind)
        {
            case null:
                SetNull(parameter);
                break;
            case ColumnKind.Integer:
                Set(parameter, long.Parse(canonical!, CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Real:
            case ColumnKind.Decimal when SqliteDialect.IsNumber(type):
                Set(parameter, double.Parse(canonical!, CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Boolean:
                Set(parameter, canonical == "true" ? 1L : 0L);
                break;
            case ColumnKind.Timestamp:
                Set(parameter, canonical!.Replace('T', ' ').TrimEnd('Z'));
                break;
            default:
                Set(parameter, canonical);
                break;
        }
    }

    /// <summary>Makes every parameter null.</summary>
    public void Clear() => Check(raw.sqlite3_clear_bindings(_statement));

    /// <exception cref="SqliteException">The row can't be inserted.</exception>
    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
        }

        Check(raw.sqlite3_reset(_statement));
        _rows++;
    }

    public void Dispose() => _statement.Dispose();

    private void SetBlob(string parameter, ReadOnlySpan<byte> bytes) =>
        Check(raw.sqlite3_bind_blob(_statement, _parameters[parameter], bytes));

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle);
}
