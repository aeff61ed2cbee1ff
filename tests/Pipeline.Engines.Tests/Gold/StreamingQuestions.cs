using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Gold.StreamingWorld;

namespace Pipeline.Engines.Tests.Gold;

/// <summary>The six questions, on data whose answers are known because they were counted by hand.</summary>
public abstract class StreamingQuestions(WarehouseProbe probe) : IDisposable
{
    private readonly StreamingWorld _world = new(probe);

    public void Dispose()
    {
        _world.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Question_1_counts_titles_once_and_books_that_the_vendor_took_back()
    {
        Streams(
            "Based|ann@x|2021-12-01T10:00:00.000|2021-12-01T11:00:00.000",
            "BASED|bob@x|2021-12-31T23:59:59.999|2022-01-01T01:00:00.000",
            "Unnamed|ann@x|2021-12-02T10:00:00.000|2021-12-02T11:00:00.000",
            "Of an unknown book|ann@x|2021-12-03T10:00:00.000|2021-12-03T11:00:00.000",
            "In November|ann@x|2021-11-30T23:59:59.999|2021-12-01T11:00:00.000",
            "In January|ann@x|2022-01-01T00:00:00.000|2022-01-01T11:00:00.000");
        var reviews = new[]
        {
            Review("2021-12-01T00:00:00.000+0100", 3, ["Never listed"], ["Of an unknown book"]),
            Review("2021-12-02T00:00:00.000+0100", 3, ["Other"], ["In November", "In January", "Not streamed"]),
        };
        _world.Deliver("books.json", Book("Returned title", null), Book("Other", null));
        _world.Deliver("reviews.json", [.. reviews, Review("2021-12-03T00:00:00.000+0100", 3, ["RETURNED TITLE"], ["based"])]);
        await _world.LoadAsync(1);
        Assert.Equal((33.333333m, "33.333333"), await AnswerAsync("01"));

        _world.Deliver("books.json", Book("Other", null));
        _world.Deliver("reviews.json", reviews);
        await _world.LoadAsync(2);
        Assert.Equal((33.333333m, "33.333333"), await AnswerAsync("01"));
        Assert.Equal((100m, "100"), await AnswerAsync("01", ("month", "2021-11")));
    }

    [Fact]
    public async Task Question_2_counts_streams_in_progress_at_any_moment_of_the_outage()
    {
        Streams(
            "Ends as it begins|ann@x|2021-12-25T06:00:00.000|2021-12-25T07:00:00.000",
            "Ends after|ann@x|2021-12-25T05:00:00.000|2021-12-25T07:00:00.001",
            "Begins as it ends|ann@x|2021-12-25T12:00:00.000|2021-12-25T13:00:00.000",
            "Begins before|ann@x|2021-12-25T11:59:59.999|2021-12-25T13:00:00.000",
            "Is as long|ann@x|2021-12-25T07:00:00.000|2021-12-25T12:00:00.000",
            "Spans it|ann@x|2021-12-25T06:59:59.999|2021-12-25T12:00:00.001",
            "Lies within|ann@x|2021-12-25T08:00:00.000|2021-12-25T08:00:00.001",
            "UNFORGIVEN|bob@x|2021-12-25T06:00:00.000|2021-12-25T13:00:00.000");
        await _world.LoadAsync();

        foreach (var title in new[] { "Ends as it begins", "Begins as it ends" })
        {
            Assert.Equal((0m, "0"), await AnswerAsync("02", ("title", title)));
        }

        foreach (var title in new[] { "Ends after", "Begins before", "Is as long", "Spans it", "Lies within", "Unforgiven" })
        {
            Assert.Equal((1m, "1"), await AnswerAsync("02", ("title", title)));
        }

        Assert.Equal(1, (await AnswerAsync("02")).Value);
    }

    [Fact]
    public async Task Question_2_counts_a_user_once_and_takes_another_title_day_and_hours()
    {
        Streams(
            "Unforgiven|ann@x|2021-12-25T08:00:00.000|2021-12-25T09:00:00.000",
            "unforgiven|ann@x|2021-12-25T10:00:00.000|2021-12-25T11:00:00.000",
            "Unforgiven|bob@x|2021-12-24T20:00:00.000|2021-12-25T20:00:00.000",
            "It's|cy@x|2021-12-24T20:00:00.000|2021-12-24T21:00:00.000");
        await _world.LoadAsync();

        Assert.Equal(2, (await AnswerAsync("02")).Value);
        Assert.Equal(1, (await AnswerAsync("02", ("title", "IT'S"), ("day", "2021-12-24"), ("from", "20:59"), ("to", "23:00"))).Value);
        Assert.Equal(0, (await AnswerAsync("02", ("title", "IT'S"), ("day", "2021-12-24"), ("from", "21:00"), ("to", "23:00"))).Value);
    }

    [Fact]
    public async Task Question_3_counts_authors_and_nationalities_that_the_vendor_took_back()
    {
        Streams(
            "One|ann@x|2021-12-01T10:00:00.000|2021-12-01T11:00:00.000",
            "ONE|bob@x|2021-12-02T10:00:00.000|2021-12-02T11:00:00.000",
            "Two|ann@x|2021-12-03T10:00:00.000|2021-12-03T11:00:00.000",
            "Danish|ann@x|2021-12-04T10:00:00.000|2021-12-04T11:00:00.000");
        _world.Deliver("books.json", Book("First", "ANN WRITER"), Book("Second", "Bo Writer"), Book("Third", "Dane"));
        _world.Deliver("authors.json", Author("Ann Writer", "", "SINGAPOREANS"), Author("Bo Writer", "Singaporeans"), Author("Dane", "Danes"));
        _world.Deliver(
            "reviews.json",
            Review("2021-12-01T00:00:00.000+0100", 3, ["FIRST"], ["one", "not streamed"]),
            Review("2021-12-02T00:00:00.000+0100", 3, ["FIRST", "SECOND"], ["two"]),
            Review("2021-12-03T00:00:00.000+0100", 3, ["THIRD"], ["danish"]));
        await _world.LoadAsync(1);
        Assert.Equal((2m, "2"), await AnswerAsync("03"));

        _world.Deliver("authors.json", Author("Bo Writer", "Danes"), Author("Dane", "Danes"));
        await _world.LoadAsync(2);
        Assert.Equal(2, (await AnswerAsync("03")).Value);
        Assert.Equal(2, (await AnswerAsync("03", ("nationality", "danes"))).Value);
        Assert.Equal(0, (await AnswerAsync("03", ("month", "2022-01"))).Value);
    }

    [Fact]
    public async Task Question_4_is_exact_to_the_microsecond_and_written_as_hours_minutes_and_seconds()
    {
        Streams(
            "A|ann@x|2021-12-01T10:00:00.000|2021-12-01T22:00:00.001",
            "A|bob@x|2021-12-02T10:00:00.000|2021-12-02T22:00:00.001",
            "A|cy@x|2021-12-03T10:00:00.000|2021-12-03T22:00:01.000");
        await _world.LoadAsync();

        Assert.Equal((43200.334m, "12:00:00"), await AnswerAsync("04"));

        Streams("A|dan@x|2021-12-04T10:00:00.000|2021-12-04T10:00:00.001", "A|eve@x|2021-12-05T10:00:00.000|2021-12-10T10:00:00.000");
        await _world.LoadAsync(2);
        Assert.Equal((112320.2006m, "31:12:00"), await AnswerAsync("04"));
    }

    [Fact]
    public async Task Question_5_takes_the_mean_of_the_middle_two_of_an_even_number()
    {
        _world.Deliver("streams.csv", Sized("ann@x", "100"), Sized("bob@x", "900.5"), Sized("cy@x", "300.000001"));
        await _world.LoadAsync(1);
        Assert.Equal((0.300000001m, "0.300000001"), await AnswerAsync("05"));

        _world.Deliver("streams.csv", Sized("dan@x", "500.000002"));
        await _world.LoadAsync(2);
        Assert.Equal((0.400000002m, "0.400000002"), await AnswerAsync("05")); // 400.0000015 MB, half away from zero
    }

    [Fact]
    public async Task Question_6_counts_half_of_the_movie_exactly_and_the_last_seven_local_days()
    {
        _world.Deliver("movies.csv", "A,61,Any,1", "B,,Any,1");
        Streams(
            "A|half@x|2021-12-25T00:00:00.000|2021-12-25T00:30:30.000",
            "a|more@x|2021-12-31T23:59:59.999|2022-01-01T10:00:00.000",
            "a|more@x|2021-12-30T23:59:59.999|2022-01-01T10:00:00.000",
            "A|less@x|2021-12-25T00:00:00.000|2021-12-25T00:30:29.999",
            "A|early@x|2021-12-24T23:59:59.999|2021-12-25T10:00:00.000",
            "A|late@x|2022-01-01T00:00:00.000|2022-01-01T10:00:00.000",
            "Never listed|unknown@x|2021-12-26T00:00:00.000|2021-12-26T10:00:00.000",
            "B|unmeasured@x|2021-12-26T00:00:00.000|2021-12-26T10:00:00.000");
        await _world.LoadAsync();

        Assert.Equal((2m, "2"), await AnswerAsync("06"));
        Assert.Equal(3, (await AnswerAsync("06", ("share", "0.4"))).Value);
        Assert.Equal(1, (await AnswerAsync("06", ("share", "1"))).Value);
    }

    [Fact]
    public async Task A_summer_month_begins_and_ends_at_local_midnight_two_hours_before_UTC()
    {
        _world.Deliver("movies.csv", "A,1,Any,1", "B,1,Any,1", "C,1,Any,1");
        _world.Deliver(
            "streams.csv",
            "C,before@x,1000,2021-06-30T21:59:59.999Z,2021-06-30T23:59:59.999Z",
            "A,first@x,1,2021-06-30T22:00:00.000Z,2021-06-30T22:01:00.000Z",
            "A,noon@x,2,2021-07-10T05:00:00.000Z,2021-07-10T05:02:00.000Z",
            "A,week@x,3,2021-07-24T22:00:00.000Z,2021-07-24T22:03:00.000Z",
            "A,early@x,4,2021-07-24T21:59:59.999Z,2021-07-24T22:03:59.999Z",
            "B,last@x,5,2021-07-31T21:59:59.999Z,2021-07-31T22:04:59.999Z",
            "C,after@x,1000,2021-07-31T22:00:00.000Z,2021-07-31T23:00:00.000Z");
        _world.Deliver("books.json", Book("Tome", "Ann Writer"));
        _world.Deliver("authors.json", Author("Ann Writer", "Danes"));
        _world.Deliver("reviews.json", Review("2021-07-01T00:00:00.000+0200", 3, ["TOME"], ["a", "c"]));
        await _world.LoadAsync();
        var july = ("month", "2021-07");

        Assert.Equal(50, (await AnswerAsync("01", july)).Value);
        Assert.Equal(1, (await AnswerAsync("02", ("title", "a"), ("day", "2021-07-10"), ("from", "07:01"), ("to", "08:00"))).Value);
        Assert.Equal(0, (await AnswerAsync("02", ("title", "a"), ("day", "2021-07-10"), ("from", "07:02"), ("to", "08:00"))).Value);
        Assert.Equal(1, (await AnswerAsync("03", july, ("nationality", "Danes"))).Value);
        Assert.Equal((180m, "0:03:00"), await AnswerAsync("04", july));
        Assert.Equal(0.003m, (await AnswerAsync("05", july)).Value);
        Assert.Equal(2, (await AnswerAsync("06", july)).Value);
        Assert.Equal("2021-06-30|1\n2021-07-01|1", _world.Rows("select activity_date, streams from gold.daily_activity where activity_date <= '2021-07-01' order by activity_date"));
    }

    private static string Sized(string user, string megabytes) =>
        $"A,{user},{megabytes},2021-12-01T10:00:00.000+0100,2021-12-01T11:00:00.000+0100";

    // Title, user, start and end, in winter time.
    private void Streams(params string[] rows) => _world.Deliver("streams.csv", [.. rows.Select(row =>
        row.Split('|') is [var title, var user, var start, var end] ? $"{title},{user},1,{start}+0100,{end}+0100" : throw new FormatException(row))]);

    private async Task<(decimal? Value, string? Text)> AnswerAsync(string question, params (string Name, string Value)[] settings)
    {
        var answer = await _world.AskAsync(question, settings);
        return (answer.Value, answer.ValueText);
    }
}
