using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Tests.Records;

/// <summary>The reader over the real files that lie beside the project, where they do.</summary>
public sealed class RealFilesTests
{
    [Theory]
    [InlineData("movies.csv", 91)]
    [InlineData("users.csv", 783)]
    [InlineData("streams.csv", 9652)]
    [InlineData("books.json", 103)]
    public void Every_record_is_accepted(string file, int records)
    {
        var read = Read(Datasets()[file], file, out var shapes);
        Assert.All(read, record => Assert.Equal(RecordOutcome.Accepted, record.Outcome));
        Assert.Equal(records, read.Select(record => record.Key).Distinct().Count());
        Assert.Equal(records, shapes["things"].Accepted);
        Assert.Empty(shapes["things"].MissingColumns);
        Assert.Empty(shapes["things"].UnknownFields);
    }

    [Fact]
    public void H8_the_author_who_is_null_throughout_is_rejected_and_holds_nothing()
    {
        var read = Read(Datasets()["authors.json"], "authors.json", out var shapes);
        var rejected = Assert.Single(read, record => record.Outcome is RecordOutcome.Rejected);
        Assert.Equal((RejectionReason.NoKey, Hold.Nothing, 201), (rejected.Rejection!.Reason, rejected.Rejection.Hold, rejected.Position.Ordinal));
        Assert.Equal(new DatasetShape(201, 200, 0, 1, [], []).ToString(), (shapes["things"] with { MissingColumns = [], UnknownFields = [] }).ToString());
        Assert.Equal((400, 200, 200), (shapes["nationalities"].Records, shapes["nationalities"].Accepted, shapes["nationalities"].Skipped));
        Assert.Equal(["id"], shapes["nationalities"].UnknownFields);
        Assert.Equal("1956-05-07", read[0].Values[1]);
    }

    [Fact]
    public void The_reviews_have_a_book_and_a_movie_each_and_the_sentinel_is_skipped()
    {
        Read(Datasets()["reviews.json"], "reviews.json", out var shapes);
        Assert.Equal((501, 0), (shapes["things"].Accepted, shapes["things"].Rejected));
        Assert.Equal(0, shapes["books"].Rejected);
        Assert.Equal(shapes["movies"].Records, shapes["movies"].Accepted + shapes["movies"].Skipped);
        Assert.True(shapes["movies"].Skipped > 0);
    }

    private static Dictionary<string, DatasetDefinition> Datasets()
    {
        var nationalities = Reading.Dataset("name: text @metadata.name", "birth_date: date @metadata.birth_date", "died_at: date @metadata.died_at")
            .WithList("nationalities", "nationalities", "label: text", "slug: text");
        var reviews = Reading.Dataset("created: timestamp", "updated: timestamp", "text: text @content.text", "rate: integer @rating.rate", "label: text @rating.label")
            .WithList("books", "books", "title: text @metadata.title")
            .WithList("movies", "movies", "title: text");
        return new()
        {
            ["movies.csv"] = Reading.Dataset("title: text", "duration_mins: integer", "original_language: text", "size_mb: integer"),
            ["users.csv"] = Reading.Dataset("email: text", "first_name: text", "last_name: text"),
            ["streams.csv"] = Reading.Dataset("user_email: text", "movie_title: text", "size_mb: real", "start_at: timestamp", "end_at: timestamp")
                with
            { Key = ["user_email", "start_at"] },
            ["books.json"] = Reading.Dataset("name: text", "pages: integer", "author: text", "publisher: text"),
            ["authors.json"] = nationalities with { Lists = [nationalities.Lists[0] with { SkipWhen = [new SkipCondition(["label"], "")] }] },
            ["reviews.json"] = reviews with { Lists = [reviews.Lists[0], reviews.Lists[1] with { SkipWhen = [new SkipCondition(["title"], "end")] }] },
        };
    }

    private static List<ReadRecord> Read(DatasetDefinition dataset, string file, out IReadOnlyDictionary<string, DatasetShape> shapes)
    {
        var path = Path.Combine(Folder(), file);
        var reader = new DeliveryReader(new FeedFile(dataset));
        var records = reader.Read(() => File.OpenRead(path), file, CancellationToken.None).ToList();
        shapes = reader.Shapes;
        return records;
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
        {
            folder = folder.Parent;
        }

        var data = Path.GetFullPath(Path.Combine(folder?.FullName ?? ".", "..", "shared", "data", "streaming"));
        Assert.SkipUnless(Directory.Exists(data), $"The real files are not here: {data} does not exist.");
        return data;
    }
}
