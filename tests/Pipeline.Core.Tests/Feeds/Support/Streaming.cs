using System.Globalization;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Tests.Feeds.Support;

/// <summary>The example of the architecture, less the keys that are not built yet.</summary>
internal static class Streaming
{
    public const string Feed =
        """
        feed: streaming
        schedule: { at: "02:00", time_zone: Europe/Berlin, deadline: 1h }
        sources:
          vendor:   { url: "ftp://vendor@ftp.example.com/dumps", password_env: VENDOR_FTP_PASSWORD, tls: required }
          internal: { url: "data/streaming/internal" }
        datasets:
          authors:
            source: vendor
            file: authors.json            # placeholders such as {night:yyyy-MM-dd} allowed; .gz and .zip are read as they come
            mode: full                    # full: absent means gone · upsert: absent means nothing · append: facts, never changed
            key: [name]
            columns:
              name:       { from: metadata.name, type: text }
              birth_date: { from: metadata.birth_date, type: date }
              died_at:    { from: metadata.died_at, type: date }
            lists:                        # a nested list becomes a dataset of its own, keyed within its parent
              author_nationalities: { from: nationalities, key: [label], skip_when: { label: "" }, columns: { label: text, slug: text } }
          streams:
            source: internal
            file: streams.csv
            mode: append
            key: [user_email, movie_title, start_at]
            columns:
              movie_title: text
              user_email: text
              size_mb: real
              start_at: timestamp
              end_at: timestamp
              # derived by the worker, alike on every engine; they take no part in hashes
              title_match: { from: movie_title, type: text, normalise: [trim, nfc, casefold] }
              start_day:   { from: start_at, type: date, zone: feed }
        """;

    public const string Definition =
        """
        authors: vendor/authors.json, Full, key name
          name text at metadata/name
          birth_date date at metadata/birth_date
          died_at date at metadata/died_at
        author_nationalities: vendor/authors.json, Full, key authors_name, label
          in authors at nationalities, 1 of its key
          skipped when label = ''
          authors_name text at metadata/name
          label text at label
          slug text at slug
        streams: internal/streams.csv, Append, key user_email, movie_title, start_at
          movie_title text at movie_title
          user_email text at user_email
          size_mb real at size_mb
          start_at timestamp at start_at
          end_at timestamp at end_at
          title_match text at movie_title from movie_title trim nfc casefold
          start_day date at start_at from start_at in Europe/Berlin
        """;

    public static string Describe(FeedDefinition feed) => string.Join('\n', feed.AllDatasets.SelectMany(Lines));

    private static IEnumerable<string> Lines(DatasetDefinition dataset)
    {
        yield return $"{dataset.Name}: {dataset.Source}/{dataset.File}, {dataset.Mode}, key {string.Join(", ", dataset.Key)}";
        if (dataset.Parent is { } parent)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  in {parent} at {string.Join('/', dataset.ListPath)}, {dataset.ParentKeyColumns} of its key");
        }

        foreach (var skip in dataset.SkipWhen)
        {
            yield return $"  skipped when {string.Join('/', skip.Path)} = {(skip.Value is null ? "null" : $"'{skip.Value}'")}";
        }

        foreach (var column in dataset.Columns)
        {
            var from = column.DerivedFrom is null ? "" : $" from {column.DerivedFrom}";
            var normalised = string.Concat(column.Normalise.Select(step => $" {step}"));
            var zone = column.Zone is null ? "" : $" in {column.Zone.Id}";
            yield return $"  {column.Name} {column.Type} at {string.Join('/', column.Path)}{from}{normalised}{zone}";
        }
    }
}
