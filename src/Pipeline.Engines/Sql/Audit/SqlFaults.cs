using System.Data.Common;
using System.Globalization;
using Dapper;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sql.Audit;

/// <summary>Runs the queries that must return no row, on one dataset's tables; all rows are counted, the first few are kept.</summary>
internal sealed class SqlFaults(
    DbConnection connection, SqlLibrary sql, Dialect dialect, StoredTable table, string? parent, Findings findings)
{
    public async Task FindAsync(string file, string kind, string expected, CancellationToken cancellationToken)
    {
        var model = Model(table);
        model["parent"] = parent ?? "";
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            sql.Render(file, model),
            new { feed = table.Feed, dataset = table.Dataset, yes = dialect.Flag(true) },
            cancellationToken: cancellationToken));
        while (await reader.ReadAsync(cancellationToken))
        {
            findings.Add(table.Dataset, kind, findings.Keeps(table.Dataset, kind) ? Deviation(reader, expected) : new Deviation("", expected, ""));
        }
    }

    /// <summary>What the templates know of a table as it is.</summary>
    public static Dictionary<string, object> Model(StoredTable table)
    {
        var columns = table.Columns
            .Select((column, index) => new Dictionary<string, object> { ["name"] = column.Name, ["parameter"] = DatasetSql.Parameter(index) })
            .ToList();
        return new Dictionary<string, object>
        {
            ["table"] = table.Dataset,
            ["superseded_table"] = GeneratedNames.Of(table.Dataset, "__superseded"),
            ["columns"] = columns,
            ["keys"] = columns.Where((_, index) => table.Columns[index].Role == "key").ToList(),
        };
    }

    private Deviation Deviation(DbDataReader reader, string expected)
    {
        var keys = new List<string>();
        var rest = new List<string>();
        for (var field = 0; field < reader.FieldCount; field++)
        {
            var column = table.Columns.Index().FirstOrDefault(one => DatasetSql.Parameter(one.Index) == reader.GetName(field)).Item;
            if (column is not null)
            {
                keys.Add(dialect.TextOf(column.Type, reader.GetValue(field)) is { } text ? $"'{text}'" : "null");
            }
            else
            {
                rest.Add($"{reader.GetName(field)} {Text(reader.GetValue(field))}");
            }
        }

        return keys.Count > 0
            ? new Deviation(string.Join(' ', keys), expected, string.Join(", ", rest))
            : new Deviation(rest[0], expected, string.Join(", ", rest.Skip(1)));
    }

    private static string Text(object value) => value switch
    {
        DBNull => "null",
        DateTime instant => Instants.Text(instant),
        DateOnly night => Instants.Text(night),
        bool flag => flag ? "1" : "0",
        byte[] hash => Convert.ToHexStringLower(hash),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
