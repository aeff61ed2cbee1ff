using Dapper;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Engines.Sqlite;

/// <summary>Puts the generation before of one feed back by rename; the other feeds' tables stay as they are now.</summary>
internal sealed class SqliteGoldRollback(SqliteGoldFile file, SqlLibrary sql, string feed)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var turn = await file.TakeTurnAsync(cancellationToken);
        file.DeleteNext(feed);
        try
        {
            var before = (await file.FactsAsync(file.Before(feed))).Where(row => row.Feed == feed).ToList();
            var now = await file.FactsAsync(file.Current);
            File.Copy(file.Current, file.Next(feed));
            await RestoreAsync([.. now.Where(row => row.Feed == feed).Select(row => row.TableName)], [.. before.Select(row => row.TableName)]);
            using (var connection = SqliteConnections.OpenEmpty())
            {
                SqliteConnections.Attach(connection, file.Next(feed), "gold");
                file.WriteFacts(connection, now.Where(row => row.Feed != feed).Concat(before));
                SqliteConnections.Execute(connection, "vacuum gold");
            }

            // In this order: a process that dies in between has lost what can be built again, never what can't.
            var newer = file.CopyOfCurrent(feed);
            file.Publish(feed);
            File.Move(newer, file.Before(feed), overwrite: true);
        }
        finally
        {
            file.DeleteNext(feed);
        }
    }

    // The statements that made the tables name no schema, so the file in the making is opened by itself.
    private async Task RestoreAsync(IReadOnlyList<string> gone, IReadOnlyList<string> back)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file.Next(feed), Pooling = false }.ToString());
        await connection.OpenAsync(CancellationToken.None);
        SqliteConnections.Attach(connection, file.Before(feed), "before");
        SqliteConnections.Execute(connection, "pragma main.secure_delete = on"); // as in any gold.db that is written
        SqliteConnections.Execute(connection, "drop view data_as_of");
        foreach (var table in gone.Where(table => table != AnswersTable.Name))
        {
            SqliteConnections.Execute(connection, $"drop table main.{SqlLibrary.Quote(table)}");
        }

        if (gone.Contains(AnswersTable.Name))
        {
            await connection.ExecuteAsync(sql.Render("gold/forget_answers", new Dictionary<string, object> { ["schema"] = "main" }), new { feed });
        }

        foreach (var table in back)
        {
            var isThere = await connection.ExecuteScalarAsync<long>(sql.Text("gold/is_there"), new { table }) > 0;
            if (!isThere)
            {
                SqliteConnections.Execute(connection, (await connection.QuerySingleAsync<string>(sql.Text("gold/table_text"), new { table }))!);
            }

            var columns = await connection.QueryAsync<string>(sql.Text("gold/columns"), new { table });
            SqliteConnections.Execute(connection, sql.Render("gold/copy_table", new Dictionary<string, object>
            {
                ["table"] = table,
                ["columns"] = columns.Select(column => new Dictionary<string, object> { ["name"] = column }).ToList(),
                ["is_shared"] = table == AnswersTable.Name,
                ["feed"] = feed.Replace("'", "''", StringComparison.Ordinal),
            }));
        }
    }
}
