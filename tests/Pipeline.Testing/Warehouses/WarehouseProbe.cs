using System.Data.Common;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;

namespace Pipeline.Testing.Warehouses;

/// <summary>A warehouse of its own for one test, and a look into it that does not go through the worker.</summary>
public abstract class WarehouseProbe : IDisposable
{
    /// <summary>What this engine can do beyond what every engine must.</summary>
    public abstract Capability Capabilities { get; }

    /// <summary>The literal of SQL for false.</summary>
    public abstract string False { get; }

    /// <summary>Opens the warehouse as a process of its own would.</summary>
    public abstract IWarehouse Open(string holder = "a test");

    /// <summary>A connection such as a reporting tool opens: it reads tables of <c>gold</c>. Not opened yet.</summary>
    public abstract DbConnection Reader();

    /// <summary>The longest that publishing may keep a reader waiting at a time; zero where it takes no lock that readers need.</summary>
    public virtual TimeSpan ReaderWait => TimeSpan.Zero;

    /// <summary>Runs a query; every value as text, null for null. The platform's own tables are in <c>history</c> on every engine.</summary>
    public abstract IReadOnlyList<IReadOnlyList<string?>> Query(string sql);

    /// <summary>Changes something by hand, as nobody should.</summary>
    public abstract void Execute(string sql);

    /// <summary>Lets every insert into a table of <c>history</c> fail with a message.</summary>
    public abstract void Refuse(string table, string message);

    /// <summary>Takes <see cref="Refuse"/> back.</summary>
    public abstract void Allow(string table);

    /// <summary>The tables of a schema, in order.</summary>
    public abstract IReadOnlyList<string> Tables(string schema);

    /// <summary>The columns of a table, in order.</summary>
    public abstract IReadOnlyList<string> Columns(string schema, string table);

    /// <summary>Whether a table has a primary key.</summary>
    public virtual bool HasPrimaryKey(string schema, string table) => Query(
        $"select count(*) from information_schema.table_constraints where table_schema = '{schema}' and table_name = '{table}' and constraint_type = 'PRIMARY KEY'")[0][0] == "1";

    /// <summary>The bytes of a schema's file, or null where an engine has no such thing.</summary>
    public abstract byte[]? Bytes(string schema);

    /// <summary>What a feed says of the machines that its tables are spread over, as a line of its file; null where an engine has one machine.</summary>
    public virtual string? Distribution(FeedDefinition feed) => null;

    /// <summary>A condition in SQL: a key column of silver has lost its value because its record was forgotten.</summary>
    public virtual string Forgot(string column) => $"{column} is null";

    /// <summary>A copy of the warehouse that goes its own way.</summary>
    /// <exception cref="NotSupportedException">The engine has not <see cref="Capability.Copy"/>.</exception>
    public virtual WarehouseProbe Copy() => throw new NotSupportedException($"{GetType().Name} has no {nameof(Capability.Copy)}.");

    /// <summary>Every row of every table of a schema, value by value, less the columns that record our work.</summary>
    public IReadOnlyList<string> Dump(string schema, IReadOnlySet<string> except)
    {
        var lines = new List<string>();
        foreach (var table in Tables(schema))
        {
            var columns = Columns(schema, table).Where(column => !except.Contains(column)).ToList();
            if (columns.Count == 0)
            {
                continue; // all of it records our work
            }

            var list = string.Join(", ", columns.Select(SqlLibrary.Quote));
            var rows = Query($"select {list} from {schema}.{SqlLibrary.Quote(table)}")
                .Select(row => $"{schema}.{table}: " + string.Join(" | ", columns.Zip(row, (column, value) => $"{column}={value ?? "null"}")));
            lines.AddRange(rows.Order(StringComparer.Ordinal));
        }

        return lines;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
