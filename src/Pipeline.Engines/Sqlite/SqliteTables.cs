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

        var added = wanted.Where(column => known.All(k => k.Name != column.Name)).ToList();
        if (added.Count == 0)
        {
            return;
        }

        // Bronze is another file, and creating is safe to repeat: no transaction has to span the two.
        var model = DatasetSql.Model(dataset, SqliteDialect.TypeOf);
        SqliteConnections.Execute(connection, sql.Render("dataset/create_bronze.sql", model));
        using var transaction = connection.BeginTransaction(deferred: true);
        if (known.Count == 0)
        {
            Execute(connection, transaction, sql.Render("dataset/create_silver.sql", model));
        }

        foreach (var column in added)
        {
            if (known.Count > 0)
            {
                model["column"] = column.Name;
                model["type"] = SqliteDialect.TypeOf(column.Type);
                Execute(connection, transaction, sql.Render("dataset/add_column.sql", model));
            }

            connection.Execute(
                sql.Text("read/insert_dataset_column.sql"),
                new { dataset = dataset.Name, position = column.Position, name = column.Name, type = column.Type.ToString(), role = column.Role, feed },
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
