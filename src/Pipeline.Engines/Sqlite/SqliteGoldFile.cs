using Dapper;
using Microsoft.Data.Sqlite;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sqlite;

/// <summary>The file that holds the gold of all feeds, those that are to take its place, and those that it has taken the place of.</summary>
internal sealed class SqliteGoldFile(SqliteConnections connections, SqlLibrary sql)
{
    /// <summary>What is dropped from a file that is attached as <c>gold</c> is overwritten: a forgotten record must not stay in its free pages.</summary>
    public const string OverwriteDeleted = "pragma gold.secure_delete = on";

    // How long to wait before looking again whether another feed's build is over.
    private static readonly TimeSpan TurnPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The file that readers open.</summary>
    public string Current => connections.GoldFile;

    /// <summary>The next generation of a feed, until it is published.</summary>
    public string Next(string feed) => $"{Current}.next-{feed}";

    /// <summary>The generation before the published one of a feed: a complete file.</summary>
    public string Before(string feed) => $"{Current}.before-{feed}";

    /// <summary>Waits until no other feed is building: two at once would each bring back the other's older tables.</summary>
    public async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var path = $"{Current}.lock";
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TurnPause, TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>What a file says of every feed's tables; nothing where there is no file.</summary>
    public async Task<IReadOnlyList<SqliteDataAsOfRow>> FactsAsync(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        await using var connection = SqliteConnections.OpenEmpty();
        SqliteConnections.Attach(connection, file, "gold");
        return [.. await connection.QueryAsync<SqliteDataAsOfRow>(sql.Text("gold/published_tables"))];
    }

    /// <summary>Spells out <c>gold.data_as_of</c> in a file that is attached as <c>gold</c>.</summary>
    public void WriteFacts(SqliteConnection connection, IEnumerable<SqliteDataAsOfRow> rows)
    {
        SqliteConnections.Execute(connection, OverwriteDeleted);
        SqliteConnections.Execute(connection, "drop view if exists gold.data_as_of");
        SqliteConnections.Execute(connection, sql.Render(
            "gold/create_data_as_of", new Dictionary<string, object> { ["rows"] = rows.Select(row => row.Literals()).ToList() }));
    }

    /// <summary>Keeps the published file as the generation before of a feed.</summary>
    public void KeepCurrent(string feed) => File.Move(CopyOfCurrent(feed), Before(feed), overwrite: true);

    /// <summary>A copy of the published file, complete on disk, that may become the generation before of a feed.</summary>
    public string CopyOfCurrent(string feed)
    {
        var copy = $"{Before(feed)}.part";
        File.Copy(Current, copy, overwrite: true);
        Flush(copy);
        return copy;
    }

    /// <summary>Puts the next file in the place of the one that readers open.</summary>
    public void Publish(string feed)
    {
        var next = Next(feed);
        Flush(next);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode EveryoneReads =
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            File.SetUnixFileMode(next, EveryoneReads);
        }

        File.Move(next, Current, overwrite: true);
    }

    /// <summary>Takes away what a killed run, or a build that was given up, has left.</summary>
    public void DeleteNext(string feed)
    {
        File.Delete(Next(feed));
        File.Delete($"{Next(feed)}-journal");
        File.Delete($"{Before(feed)}.part");
    }

    /// <summary>Takes away every copy beside the published file, whichever feed it was kept or begun for: each holds all feeds' tables.</summary>
    public void DeleteCopies()
    {
        var name = Path.GetFileName(Current);
        foreach (var copy in Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(Current))!, $"{name}.*")
            .Where(file => Path.GetFileName(file)[name.Length..] is var end
                && (end.StartsWith(".before-", StringComparison.Ordinal) || end.StartsWith(".next-", StringComparison.Ordinal))))
        {
            File.Delete(copy);
        }
    }

    private static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.Flush(flushToDisk: true);
    }
}
