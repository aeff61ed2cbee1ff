using Dapper;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Feeds;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Common;

namespace Pipeline.Engines.Sqlite;

/// <summary>The tables of datasets: made when a dataset is first loaded, widened when its feed file names a new column.</summary>
internal sealed class SqliteTables(SqliteConnections connections, SqlLibrary sql)
{
    public void Prepare(string feed, DatasetDefinition dataset)
    {
        using var connection = connections.Open();
        var known = connection.Query<(string Name, string Type, string Role, string Feed)>(
            sql.Text("read/dataset_columns.sql"), new { dataset = dataset.Name }).ToList();
        var wanted = DatasetColumns.Of(dataset);
        var differences = DatasetColumns.Differences(feed, wanted, known);
        if (differences.Count > 0)
        {
            throw new DefinitionConflictException(feed, dataset.Name, differences);
        }

        var model = DatasetSql.Model(dataset, SqliteDialect.TypeOf);
        var added = wanted.Where(column => known.All(k => k.Name != column.Name)).ToList();
        if (added.Count > 0)
        {
            Create(connection, feed, dataset.Name, isNew: known.Count == 0, added, model);
        }

        // Each time: a dataset whose mode has changed is read in another way.
        SqliteConnections.Execute(connection, sql.Render("dataset/create_read_index.sql", model));
    }

    private void Create(
        SqliteConnection connection,
        string feed,
        string dataset,
        bool isNew,
        IEnumerable<(int Position, string Name, ColumnType Type, string Role)> added,
        Dictionary<string, object> model)
    {
        // Bronze is another file, and creating is safe to repeat: no transaction has to span the two.
        SqliteConnections.Execute(connection, sql.Render("dataset/create_bronze.sql", model));
        using var transaction = connection.BeginTransaction(deferred: true);
        if (isNew)
        {
            Execute(connection, transaction, sql.Render("dataset/create_silver.sql", model));
        }

        foreach (var column in added)
        {
            if (!isNew)
            {
                model["column"] = column.Name;
                model["type"] = SqliteDialect.TypeOf(column.Type);
                Execute(connection, transaction, sql.Render("dataset/add_column.sql", model));
            }

            connection.Execute(
                sql.Text("read/insert_dataset_column.sql"),
                new { dataset, position = column.Position, name = column.Name, type = column.Type.ToString(), role = column.Role, feed },
                transaction);
        }

        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string text)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
