using System.Collections;
using System.Data.Common;
using System.Threading.Channels;
using Pipeline.Engines.Sql.Bulk;

namespace Pipeline.Engines.SqlServer;

/// <summary>Rows as the driver's bulk load wants to read them: forwards, once.</summary>
internal sealed class SqlServerRowReader(IReadOnlyList<BulkColumn> columns, ChannelReader<List<object?[]>> chunks) : DbDataReader
{
    private List<object?[]> _chunk = [];
    private int _place = -1;

    /// <summary>How many rows were read.</summary>
    public long Rows { get; private set; }

    public override int FieldCount => columns.Count;

    public override int Depth => 0;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    private object?[] Row => _chunk[_place];

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ReadAsync(CancellationToken.None).GetAwaiter().GetResult();

    public override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (++_place >= _chunk.Count)
        {
            if (!await chunks.WaitToReadAsync(cancellationToken))
            {
                return false;
            }

            if (chunks.TryRead(out var chunk))
            {
                (_chunk, _place) = (chunk, -1);
            }
        }

        Rows++;
        return true;
    }

    public override bool NextResult() => false;

    public override object GetValue(int ordinal) => Row[ordinal] ?? DBNull.Value;

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var column = 0; column < count; column++)
        {
            values[column] = GetValue(column);
        }

        return count;
    }

    public override bool IsDBNull(int ordinal) => Row[ordinal] is null;

    public override string GetName(int ordinal) => columns[ordinal].Name;

    public override int GetOrdinal(string name) => columns.Index().First(column => column.Item.Name == name).Index;

    public override Type GetFieldType(int ordinal) => SqlServerDialect.ClrTypeOf(columns[ordinal]);

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        Copy((byte[])GetValue(ordinal), dataOffset, buffer, bufferOffset, length);

    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        Copy(GetString(ordinal).ToCharArray(), dataOffset, buffer, bufferOffset, length);

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    private static long Copy<T>(T[] from, long offset, T[]? to, int place, int length)
    {
        if (to is null)
        {
            return from.Length;
        }

        var count = Math.Min(length, from.Length - (int)offset);
        Array.Copy(from, offset, to, place, count);
        return count;
    }
}
