namespace Pipeline.Testing;

/// <summary>A feed as small as can be, in a temp folder: books with an id, a title and their pages; one model, one question.</summary>
/// <remarks>The files of a night lie in <c>data/&lt;night&gt;/books.csv</c>; run commands with the folder as the current directory.</remarks>
public static class LibraryFeed
{
    public const string Name = "library";

    /// <summary>Writes the feed's files.</summary>
    /// <param name="folder">Where; the feed lies under <c>sql/feeds</c> of it.</param>
    /// <param name="url">The URL of its one source, <c>shop</c>.</param>
    public static void Write(TempFolder folder, string url = "data/{night:yyyy-MM-dd}")
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder.Write("sql/feeds/library/feed.yaml", $$"""
            feed: library
            schedule: { at: "02:00", time_zone: Europe/Berlin, deadline: 1h }
            sources:
              shop: { url: "{{url}}" }
            datasets:
              books:
                source: shop
                file: books.csv
                mode: full
                key: [id]
                columns:
                  id: integer
                  title: text
                  pages: integer
            """);
        folder.Write("sql/feeds/library/gold/longest_book.sql", """
            -- One row: the book with the most pages.
            -- grain: one row
            -- reads: silver.books
            -- columns:
            --   pages  integer  how many pages it has
            select max(pages) as pages
            from silver.books as b
            where {{is_true 'b.is_current'}}
            """);
        folder.Write("sql/feeds/library/questions/01-books-with-pages.sql", """
            -- question: How many books have at least so many pages?
            -- unit: books
            -- type: integer
            -- params:
            --   least: decimal = 100
            select count(*) as value
            from silver.books as b
            where {{is_true 'b.is_latest'}}
                and b.pages >= {{number 'least'}}
            """);
    }

    /// <summary>Writes the file of one night, last written a day ago: complete at the first look.</summary>
    /// <param name="folder">The feed's folder.</param>
    /// <param name="night">The night, as yyyy-MM-dd.</param>
    /// <param name="rows">CSV rows of id, title and pages.</param>
    public static void Deliver(TempFolder folder, string night, params IReadOnlyList<string> rows)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var path = folder.Write($"data/{night}/books.csv", string.Join('\n', rows.Prepend("id,title,pages")) + "\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }
}
