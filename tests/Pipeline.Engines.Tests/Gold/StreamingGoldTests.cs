using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Nights;
using static Pipeline.Engines.Tests.Gold.StreamingWorld;

namespace Pipeline.Engines.Tests.Gold;

/// <summary>What the gold of the feed <c>streaming</c> promises beyond rows: letters, clocks, freshness, and staying as it was.</summary>
public sealed class StreamingGoldTests : IDisposable
{
    private readonly StreamingWorld _world = new();

    // How the catalogue writes a title, and how a stream, a review and a question may write it.
    private static readonly (string Title, string Spelling)[] Spellings =
    [
        ("Straße", "STRASSE"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("\u00c9t\u00e9", "E\u0301TE\u0301"),
        ("e\u0301clair", "\u00c9CLAIR"),
        ("The \ufb01le", "THE FILE"),
        ("WALL·E", "wall·e"),
    ];

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Titles_meet_without_regard_to_letter_case_by_the_rules_of_Unicode()
    {
        _world.Deliver("movies.csv", [.. Spellings.Select(of => $"{of.Title},60,Any,1")]);
        _world.Deliver("streams.csv", [.. Spellings.Select((of, i) => $"{of.Spelling},user-{i}@x,1,2021-12-25T08:00:00.000+0100,2021-12-25T09:00:00.000+0100")]);
        _world.Deliver("books.json", [.. Spellings.Select(of => Book(of.Title, of.Spelling))]);
        _world.Deliver("authors.json", [.. Spellings.Select(of => Author(of.Title, of.Spelling))]);
        _world.Deliver("reviews.json", [.. Spellings.Select((of, i) => Review($"2021-12-0{i + 1}T08:00:00.000+0100", 4, [of.Spelling], [of.Spelling]))]);
        await _world.LoadAsync();

        Expect(of => $"{of.Title}|current|1|1|1", "select movie_title, movie_status, streams, completed_streams, reviews from gold.movie_performance");
        Expect(of => $"{of.Title}|{of.Title}|current|1", "select movie_title, book_name, author_status, streams from gold.book_adaptations");
        Expect(of => $"{of.Title}|{of.Spelling}|1|1", "select author_name, nationalities, books, streams from gold.author_reach");
        Assert.Equal(100, (await _world.AskAsync("01")).Value);
        Assert.Equal(Spellings.Length, (await _world.AskAsync("06")).Value);
        foreach (var (title, spelling) in Spellings)
        {
            Assert.Equal(1, (await _world.AskAsync("02", ("title", title))).Value);
            Assert.Equal(1, (await _world.AskAsync("02", ("title", spelling))).Value);
            Assert.Equal(1, (await _world.AskAsync("03", ("nationality", title))).Value);
        }
    }

    [Fact]
    public async Task Spellings_of_one_title_in_the_catalogue_are_one_movie_and_letters_that_differ_are_not()
    {
        _world.Deliver("movies.csv", "Twice,60,Any,1", "Été,60,Any,1", "Ete,60,Any,1");
        await _world.LoadAsync(1);
        _world.Deliver("movies.csv", "TWICE,90,Any,1", "Été,60,Any,1", "Ete,60,Any,1");
        await _world.LoadAsync(2);

        Assert.Equal(
            "Ete|60\nTWICE|90\nÉté|60",
            _world.Rows("select movie_title, duration_minutes from gold.movie_performance where movie_status = 'current' order by movie_title"));
    }

    [Theory]
    [InlineData("2021-03-28", "2021-03-28 01:00:00.000000")]
    [InlineData("2021-10-31", "2021-10-31 00:00:00.000000")]
    public async Task H3_both_nights_when_the_clock_changes_have_an_instant(string night, string instant)
    {
        await _world.LoadAsync(DateOnly.Parse(night, CultureInfo.InvariantCulture));

        Assert.Equal(instant, _world.Rows("select distinct valid_from from silver.streams"));
    }

    [Fact]
    public async Task The_day_with_23_hours_begins_and_ends_at_local_midnight()
    {
        _world.Deliver(
            "streams.csv",
            "A,ann@x,1,2021-03-27T23:59:59.999+0100,2021-03-28T00:30:00.000+0100",
            "A,bob@x,1,2021-03-28T00:00:00.000+0100,2021-03-28T00:30:00.000+0100",
            "A,cy@x,1,2021-03-28T01:30:00.000+0100,2021-03-28T03:30:00.000+0200",
            "A,dan@x,1,2021-03-28T21:59:59.999Z,2021-03-28T22:30:00.000Z",
            "A,eve@x,1,2021-03-28T22:00:00.000Z,2021-03-28T22:30:00.000Z");
        await _world.LoadAsync(new DateOnly(2021, 3, 28));

        Assert.Equal("2021-03-27|1\n2021-03-28|3\n2021-03-29|1", Days());
        Assert.Equal("60", _world.Rows("select average_minutes from gold.user_engagement where user_email = 'cy@x'"));
    }

    [Fact]
    public async Task The_day_with_25_hours_holds_its_doubled_hour_twice()
    {
        _world.Deliver(
            "streams.csv",
            "A,ann@x,1,2021-10-30T23:59:59.999+0200,2021-10-31T00:30:00.000+0200",
            "A,bob@x,1,2021-10-31T00:00:00.000+0200,2021-10-31T00:30:00.000+0200",
            "A,cy@x,1,2021-10-31T02:30:00.000+0200,2021-10-31T02:30:00.000+0100",
            "A,cy@x,1,2021-10-31T02:30:00.000+0100,2021-10-31T03:30:00.000+0100",
            "A,dan@x,1,2021-10-31T22:59:59.999Z,2021-10-31T23:30:00.000Z",
            "A,eve@x,1,2021-10-31T23:00:00.000Z,2021-10-31T23:30:00.000Z");
        await _world.LoadAsync(new DateOnly(2021, 10, 31));

        Assert.Equal("2021-10-30|1\n2021-10-31|4\n2021-11-01|1", Days());
        Assert.Equal("2|60|1", _world.Rows("select streams, average_minutes, active_days from gold.user_engagement where user_email = 'cy@x'"));
    }

    [Fact]
    public async Task H35_gold_is_fresh_until_the_next_night_is_overdue_and_stale_from_then_on_without_any_worker()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await _world.LoadAsync(today.AddDays(-3));
        Assert.Equal("8|stale", _world.Rows("select count(*), state from gold.data_as_of group by state"));

        await _world.LoadAsync(today);
        Assert.Equal("8|fresh", _world.Rows("select count(*), state from gold.data_as_of group by state"));
    }

    [Fact]
    public async Task H35_tables_that_read_a_dataset_left_behind_are_blocked_and_say_why()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await _world.LoadAsync(today.AddDays(-1));
        _world.Rig.Put("books.json", """[{"name":"Cut sho""");
        var report = await _world.RunAsync(today);

        Assert.Equal((ExitCode.Stopped, GoldState.Published), (report.ExitCode, report.Gold.State));
        Assert.Equal(
            $"""
            answers|blocked|{today.AddDays(-1):yyyy-MM-dd}
            author_reach|blocked|{today.AddDays(-1):yyyy-MM-dd}
            book_adaptations|blocked|{today.AddDays(-1):yyyy-MM-dd}
            daily_activity|fresh|{today:yyyy-MM-dd}
            executive_summary|blocked|{today.AddDays(-1):yyyy-MM-dd}
            language_insights|fresh|{today:yyyy-MM-dd}
            movie_performance|fresh|{today:yyyy-MM-dd}
            user_engagement|fresh|{today:yyyy-MM-dd}
            """,
            _world.Rows("select table_name, state, night from gold.data_as_of order by table_name"));
        Assert.All(
            _world.Rows("select distinct blocked_reason from gold.data_as_of where state = 'blocked'").Split('\n'),
            reason => Assert.StartsWith($"books is as of {today.AddDays(-1):yyyy-MM-dd}: ", reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task H35_a_failing_check_keeps_gold_as_it_was_and_says_why()
    {
        HashSet<string> whyItIsBehind = ["state", "blocked_reason"];
        await _world.LoadAsync(1);
        var gold = _world.Rig.Warehouse.Dump("gold", whyItIsBehind);
        _world.Deliver("reviews.json", Review("2021-12-01T08:00:00.000+0100", 9, [], ["Filler"]));
        var report = await _world.RunAsync(new DateOnly(2021, 12, 2));

        Assert.Equal((ExitCode.Stopped, GoldState.NotPublished), (report.ExitCode, report.Gold.State));
        Assert.Contains("movie_performance.numbers_are_possible", Assert.Single(report.Faults).Message, StringComparison.Ordinal);
        Assert.Equal(gold, _world.Rig.Warehouse.Dump("gold", whyItIsBehind));
        Assert.Equal("blocked", _world.Rows("select distinct state from gold.data_as_of"));
        Assert.Equal("1", _world.Rows("select count(*) from silver.reviews where rating_rate = 9"));
    }

    [Fact]
    public async Task The_answers_are_published_with_the_columns_that_BI_tools_know()
    {
        await _world.LoadAsync(31);

        Assert.Equal(
            "feed|TEXT\nquestion_id|TEXT\nquestion|TEXT\nvalue|REAL\nvalue_text|TEXT\nunit|TEXT\nnight|TEXT",
            _world.Rows("select name, type from pragma_table_info('answers', 'gold') order by cid"));
        Assert.Equal(
            """
            01|null|null|percent|2021-12-31|null
            02|0|0|users|2021-12-31|real
            03|0|0|movies|2021-12-31|real
            04|null|null|seconds|2021-12-31|null
            05|null|null|gigabytes|2021-12-31|null
            06|0|0|users|2021-12-31|real
            """,
            _world.Rows("select question_id, value, value_text, unit, night, typeof(value) from gold.answers order by question_id"));
    }

    private void Expect(Func<(string Title, string Spelling), string> row, string sql) =>
        Assert.Equal(Spellings.Select(row).Order(StringComparer.Ordinal), _world.Rows(sql).Split('\n').Order(StringComparer.Ordinal));

    private string Days() => _world.Rows("select activity_date, streams from gold.daily_activity order by activity_date");
}
