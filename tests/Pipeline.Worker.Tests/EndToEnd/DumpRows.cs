using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pipeline.Worker.Tests.EndToEnd;

/// <summary>The rows of each dataset of one night's six files, read by other means than the worker's.</summary>
/// <remarks>A row is its values as the warehouse spells them, joined by bars; what the feed file skips is left out.</remarks>
internal static class DumpRows
{
    /// <summary>The columns of each dataset, in the order of a row's values.</summary>
    public static IReadOnlyDictionary<string, string> Columns { get; } = new Dictionary<string, string>
    {
        ["movies"] = "title, duration_mins, original_language, size_mb",
        ["users"] = "first_name, last_name, email",
        ["streams"] = "movie_title, user_email, size_mb, start_at, end_at",
        ["books"] = "name, pages, author, publisher",
        ["authors"] = "name, birth_date, died_at",
        ["author_nationalities"] = "authors_name, label, slug",
        ["reviews"] = "created, updated, rating_rate, rating_label, content_text",
        ["review_books"] = "reviews_created, title, pages",
        ["review_movies"] = "reviews_created, title",
    };

    /// <summary>Reads a night's folder: each dataset's rows, each once, in ordinal order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string folder)
    {
        var authors = Json(folder, "authors").Where(author => Text(author, "metadata", "name") is not null).ToList();
        var reviews = Json(folder, "reviews");
        return new Dictionary<string, IEnumerable<string>>
        {
            ["movies"] = Csv(folder, "movies").Select(row => Row(row[0], row[1], row[2], row[3])),
            ["users"] = Csv(folder, "users").Select(row => Row(row[0], row[1], row[2])),
            ["streams"] = Csv(folder, "streams").Select(row => Row(row[0], row[1], Real(row[2]), Instant(row[3]), Instant(row[4]))),
            ["books"] = Json(folder, "books").Select(book => Row(Text(book, "name"), Text(book, "pages"), Text(book, "author"), Text(book, "publisher"))),
            ["authors"] = authors.Select(author => Row(
                Text(author, "metadata", "name"), Day(Text(author, "metadata", "birth_date")), Day(Text(author, "metadata", "died_at")))),
            ["author_nationalities"] = authors.SelectMany(author => author.GetProperty("nationalities").EnumerateArray()
                .Where(nationality => Text(nationality, "label") != "")
                .Select(nationality => Row(Text(author, "metadata", "name"), Text(nationality, "label"), Text(nationality, "slug")))),
            ["reviews"] = reviews.Select(review => Row(
                Instant(Text(review, "created")), Instant(Text(review, "updated")), Text(review, "rating", "rate"), Text(review, "rating", "label"), Text(review, "content", "text"))),
            ["review_books"] = reviews.SelectMany(review => review.GetProperty("books").EnumerateArray()
                .Select(book => Row(Instant(Text(review, "created")), Text(book, "metadata", "title"), Text(book, "metadata", "pages")))),
            ["review_movies"] = reviews.SelectMany(review => review.GetProperty("movies").EnumerateArray()
                .Where(movie => Text(movie, "title") != "end")
                .Select(movie => Row(Instant(Text(review, "created")), Text(movie, "title")))),
        }.ToDictionary(dataset => dataset.Key, dataset => (IReadOnlyList<string>)[.. dataset.Value.Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>The fields of every line of a CSV file but the first; no field of these files holds a line break.</summary>
    public static List<string[]> Csv(string folder, string name)
    {
        var lines = File.ReadAllText(Path.Combine(folder, $"{name}.csv")).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(Split).ToList();
        var order = Headers[name].Select(column => Array.IndexOf(lines[0], column)).ToList();
        return [.. lines.Skip(1).Select(line => order.Select(index => line[index]).ToArray())];
    }

    /// <summary>The columns that a CSV file has, in the order that the vendor first had them.</summary>
    public static IReadOnlyDictionary<string, string[]> Headers { get; } = new Dictionary<string, string[]>
    {
        ["movies"] = ["title", "duration_mins", "original_language", "size_mb"],
        ["users"] = ["first_name", "last_name", "email"],
        ["streams"] = ["movie_title", "user_email", "size_mb", "start_at", "end_at"],
    };

    // One array, or one object a line.
    private static List<JsonElement> Json(string folder, string name)
    {
        var text = File.ReadAllText(Path.Combine(folder, $"{name}.json"));
        return text.StartsWith('[')
            ? [.. JsonDocument.Parse(text).RootElement.EnumerateArray()]
            : [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string[] Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted; // no field of these files holds a quote itself
            }
            else if (c == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        return [.. fields, field.ToString()];
    }

    private static string Row(params string?[] values) => string.Join('|', values.Select(value => value ?? "null"));

    private static string? Text(JsonElement element, params string[] path) =>
        path.Aggregate(element, (parent, name) => parent.GetProperty(name)) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;

    private static string Real(string text) => double.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    private static string? Day(string? text) => text?[..10];

    private static string? Instant(string? text) => text is null ? null : DateTimeOffset
        .ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture)
        .UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
