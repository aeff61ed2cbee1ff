using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Pipeline.Engines.Tests.SqlServer.Referee.Typing;

/// <summary>A column of a table, a view or a query.</summary>
internal readonly record struct SqlColumn(string Name, SqlType Type);

/// <summary>The tables that texts make, with the types of their columns.</summary>
internal sealed class Catalog
{
    private readonly Dictionary<string, IReadOnlyList<SqlColumn>> _tables = new(StringComparer.Ordinal)
    {
        ["sys.tables"] = [new("name", SqlType.Text(128)), new("object_id", SqlType.Int), new("schema_id", SqlType.Int), new("create_date", SqlType.Instant)],
        ["sys.columns"] =
        [
            new("name", SqlType.Text(128)), new("object_id", SqlType.Int), new("column_id", SqlType.Int),
            new("max_length", new SqlType(SqlFamily.Integer, 5)), new("user_type_id", SqlType.Int),
        ],
        ["INFORMATION_SCHEMA.COLUMNS"] =
        [
            new("TABLE_SCHEMA", SqlType.Text(128)), new("TABLE_NAME", SqlType.Text(128)), new("COLUMN_NAME", SqlType.Text(128)),
            new("ORDINAL_POSITION", SqlType.Int), new("DATA_TYPE", SqlType.Text(128)), new("CHARACTER_MAXIMUM_LENGTH", SqlType.Int),
        ],
        ["sys.indexes"] = [new("name", SqlType.Text(128)), new("object_id", SqlType.Int), new("index_id", SqlType.Int)],
        ["sys.index_columns"] =
            [new("object_id", SqlType.Int), new("column_id", SqlType.Int), new("index_id", SqlType.Int), new("key_ordinal", new SqlType(SqlFamily.Integer, 3))],
        ["sys.databases"] =
            [new("name", SqlType.Text(128)), new("database_id", SqlType.Int), new("is_read_committed_snapshot_on", SqlType.Bit), new("recovery_model_desc", SqlType.Text(60))],
    };

    /// <summary>Reads the tables and views that a text makes.</summary>
    public void Add(string text)
    {
        foreach (var statement in TSql.Statements(TSql.Parse(text)))
        {
            switch (statement)
            {
                case CreateTableStatement table:
                    var columns = new List<SqlColumn>();
                    _tables[NameOf(table.SchemaObjectName)] = columns;
                    foreach (var column in table.Definition.ColumnDefinitions)
                    {
                        columns.Add(new SqlColumn(
                            column.ColumnIdentifier.Value,
                            column.ComputedColumnExpression is CastCall cast ? SqlType.Of(cast.DataType) : SqlType.Of(column.DataType)));
                    }

                    break;
                case CreateViewStatement view:
                    _tables[NameOf(view.SchemaObjectName)] = new Binder(this).Columns(view.SelectStatement);
                    break;
            }
        }
    }

    /// <summary>The columns of a table; null where no text has made it.</summary>
    public IReadOnlyList<SqlColumn>? Find(SchemaObjectName name) => _tables.GetValueOrDefault(NameOf(name));

    private static string NameOf(SchemaObjectName name) => $"{name.SchemaIdentifier?.Value ?? "dbo"}.{name.BaseIdentifier.Value}";
}
