using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Gold;

/// <summary>The seven models of the feed <c>streaming</c> over <see cref="TwoNights"/>: every column of every row.</summary>
public abstract class StreamingModels(TwoNights nights)
{
    [Fact]
    public void Movie_performance_has_every_movie_and_every_streamed_title() => Expect("movie_performance", """
        Lost Title|unknown|null|null|null|1|1|0.5|30|0.04|null|null|2021-12-26 19:00:00.000000|2021-12-26 19:00:00.000000|2|0|null
        Old Reel|removed|null|60|500|1|1|1.5|90|0.1|1|100|2021-12-25 23:00:00.000000|2021-12-25 23:00:00.000000|2|1|1
        The Long Take|current|English|120|2000|3|2|6|120|2.5|2|66.67|2021-12-24 22:30:00.000000|2021-12-26 07:00:00.000000|1|2|3.5
        Unseen|current|German|80|700|0|0|0|null|0|0|null|null|null|5|0|null
        Zwei Tage|current|German|90|1500|1|1|0.75|45|0.25|0|0|2021-12-25 11:00:00.000000|2021-12-25 11:00:00.000000|2|1|4
        """);

    [Fact]
    public void Daily_activity_has_the_days_of_the_feeds_time_zone() => Expect("daily_activity", """
        2021-12-24|1|1|1|1|2|120|1.001
        2021-12-25|2|2|1|2|1.75|52.5|0.75
        2021-12-26|3|3|2|3|5|100|1.14
        """);

    [Fact]
    public void User_engagement_has_every_user_and_every_address_that_streams_name() => Expect("user_engagement", """
        ann@x|Anna|A|current|3|2|2|3|5.75|115|2.25|2|2021-12-24 22:30:00.000000|2021-12-26 07:00:00.000000
        bob@x|Bob|B|current|1|1|1|1|1|60|0.5|0|2021-12-25 09:00:00.000000|2021-12-25 09:00:00.000000
        cy@x|Cy|C|removed|1|1|0|1|1.5|90|0.1|1|2021-12-25 23:00:00.000000|2021-12-25 23:00:00.000000
        dan@x|null|null|unknown|1|1|0|1|0.5|30|0.04|0|2021-12-26 19:00:00.000000|2021-12-26 19:00:00.000000
        eve@x|Eve|E|current|0|0|0|0|0|null|0|0|null|null
        """);

    [Fact]
    public void Language_insights_gathers_what_has_no_language_under_unknown() => Expect("language_insights", """
        English|1|1|3|50|2|6|120|2.5|2|66.67
        German|2|1|1|16.67|1|0.75|45|0.25|0|0
        unknown|1|2|2|33.33|2|2|60|0.14|1|100
        """);

    [Fact]
    public void Book_adaptations_has_the_pairs_that_a_review_names_together() => Expect("book_adaptations", """
        NOT OURS|Tome Two|unknown|removed|Bo Writer|removed|Second|200|1|4|2021-12-06 05:00:00.000000|0|0|0
        The Long Take|Tome One|current|current|Ann Writer|current|First|300|2|3.5|2021-12-03 05:00:00.000000|3|2|6
        The Long Take|Tome Two|current|removed|Bo Writer|removed|Second|200|1|2|2021-12-03 05:00:00.000000|3|2|6
        Zwei Tage|Tome Two|current|removed|Bo Writer|removed|Second|200|1|4|2021-12-04 05:00:00.000000|1|1|0.75
        """);

    [Fact]
    public void Author_reach_counts_what_the_vendor_took_back_and_authors_it_never_listed() => Expect("author_reach", """
        Ann Writer|current|Danes, Singaporeans|1950-01-02|null|1|1|1|3|2|6|2|3.5
        Bo Writer|removed|Danes|1960-03-04|2050-05-06|1|3|2|4|2|6.75|3|3.33
        Nobody Known|unknown|null|null|null|1|0|0|0|0|0|0|null
        """);

    [Fact]
    public void Executive_summary_is_one_row_that_agrees_with_the_others() => Expect("executive_summary", """
        2021-12-24|2021-12-26|6|4|3|3|4|8.75|87.5|2.89|0.375125|60|2|50|3|2|5|3.2
        """);

    private void Expect(string model, string rows)
    {
        Assert.SkipUnless(nights.IsThere, SqlServerServer.Shared.Reason);
        Assert.Equal(rows.ReplaceLineEndings("\n"), nights.Gold(model));
    }
}
