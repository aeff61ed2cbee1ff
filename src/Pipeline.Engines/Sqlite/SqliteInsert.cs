using Microsoft.Data.Sqlite;

namespace Pipeline.Engines.Sqlite;

/// <summary>A prepared insert that is run once a row inside one transaction: SQLite's bulk path.</summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly SqliteCommand _command;

    public SqliteInsert(SqliteConnection connection, SqliteTransaction transaction, string sql, IEnumerable<string> parameters)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            _command.Parameters.Add(new SqliteParameter($"@{parameter}", DBNull.Value));
        }

        _command.Prepare();
    }

    /// <summary>Sets one parameter of the next row; null is null.</summary>
    public object? this[string parameter]
    {
        set => _command.Parameters[$"@{parameter}"].Value = value ?? DBNull.Value;
    }

    public int Run() => _command.ExecuteNonQuery();

    public void Dispose() => _command.Dispose();
}
