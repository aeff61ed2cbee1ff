using Dapper;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sqlite;

/// <summary>How a new <c>gold.db</c> takes the place of the old one: one worker at a time, on disk first, by rename.</summary>
internal static class SqliteGoldFile
{
    // How long to wait before looking again whether another feed's build is over.
    private static readonly TimeSpan TurnPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until nobody else makes a new file: two at once would each bring back the other's older tables.</summary>
    public static async Task<FileStream> TakeTurnAsync(SqliteConnections connections, CancellationToken cancellationToken)
    {
        var path = $"{connections.GoldFile}.lock";
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TurnPause, cancellationToken);
            }
        }
    }

    /// <summary>Where the next file of a feed is made; what a killed run may have left of it is gone.</summary>
    public static string Next(SqliteConnections connections, string feed)
    {
        var file = $"{connections.GoldFile}.next-{feed}";
        Delete(file);
        return file;
    }

    /// <summary>Puts a finished file that nobody has open in the place of the published one.</summary>
    public static void Place(SqliteConnections connections, string next)
    {
        using (var file = new FileStream(next, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            file.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode EveryoneReads =
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            File.SetUnixFileMode(next, EveryoneReads);
        }

        File.Move(next, connections.GoldFile, overwrite: true);
    }

    public static void Delete(string file)
    {
        File.Delete(file);
        File.Delete($"{file}-journal");
    }

    /// <summary>Lets <c>data_as_of</c> of a file in the making say this, and nothing else.</summary>
    public static void Say(Microsoft.Data.Sqlite.SqliteConnection connection, SqlLibrary sql, IEnumerable<SqliteDataAsOfRow> rows)
    {
        SqliteConnections.Execute(connection, "drop view if exists gold.data_as_of");
        SqliteConnections.Execute(connection, sql.Render(
            "gold/create_data_as_of.sql", new Dictionary<string, object> { ["rows"] = rows.Select(row => row.Literals()).ToList() }));
    }

    /// <summary>What the published file says of the tables of every feed, or of every other one.</summary>
    public static async Task<IReadOnlyList<SqliteDataAsOfRow>> FactsAsync(SqliteConnections connections, SqlLibrary sql, string exceptFeed)
    {
        if (!File.Exists(connections.GoldFile))
        {
            return [];
        }

        await using var connection = SqliteConnections.OpenEmpty();
        SqliteConnections.Attach(connection, connections.GoldFile, "gold");
        return [.. await connection.QueryAsync<SqliteDataAsOfRow>(sql.Text("gold/other_feeds.sql"), new { feed = exceptFeed })];
    }
}
