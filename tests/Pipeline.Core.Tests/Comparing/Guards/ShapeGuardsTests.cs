using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using static Pipeline.Core.Tests.Comparing.Guards.GuardCase;

namespace Pipeline.Core.Tests.Comparing.Guards;

/// <summary>Whether a file that can be read is the dataset's file at all: not empty, not cut, with its columns, and new.</summary>
public sealed class ShapeGuardsTests
{
    private static readonly DatasetTally Nothing = new() { OpenBefore = 100 };

    [Fact]
    public void H18_An_empty_full_dump_would_close_everything_and_is_the_only_finding()
    {
        var finding = Assert.Single(new GuardCase { Tally = Nothing }.Findings());

        Assert.Equal(("empty", GuardOutcome.Stopped), (finding.Guard, finding.Outcome));
        Assert.Equal("things.csv of night 2022-03-04 holds no acceptable record for 'things': 0 in the file, 0 skipped, 0 to quarantine.", finding.Detail);
        Assert.Equal("'things' is a full dump, so accepting it would close all 100 open version(s).", finding.Why);
    }

    [Fact]
    public void H18_A_file_whose_records_are_all_quarantined_is_empty_and_on_empty_accept_does_not_help()
    {
        var dataset = new GuardCase().Dataset with { OnEmpty = OnEmpty.Accept };
        var tally = new DatasetTally { Records = 5, Quarantined = 5, OpenBefore = 100 };

        Assert.Equal(GuardOutcome.Stopped, new GuardCase { Dataset = dataset, Tally = tally }.Of("empty")!.Outcome);
        Assert.Equal(GuardOutcome.Passed, new GuardCase { Dataset = dataset, Tally = Nothing }.Of("empty")!.Outcome);
    }

    [Fact]
    public void H18_Where_absence_means_nothing_quarantined_records_are_no_empty_file()
    {
        var upsert = new GuardCase().Dataset with { Mode = DatasetMode.Upsert };

        Assert.Null(new GuardCase { Dataset = upsert, Tally = new() { Records = 5, Quarantined = 5 } }.Of("empty"));
        Assert.Equal("'things' says on_empty: stop, so that an export that failed is not taken for a quiet night.", new GuardCase { Dataset = upsert, Tally = new() }.Of("empty")!.Why);
    }

    [Theory]
    [InlineData(false, 999, GuardOutcome.Stopped)]
    [InlineData(false, 1_000, null)] // not shorter than the night before
    [InlineData(true, 999, null)] // its last line is whole
    public void A_shorter_file_that_ends_inside_a_line_was_cut(bool endsInNewline, long size, GuardOutcome? outcome) =>
        Assert.Equal(outcome, new GuardCase { EndsInNewline = endsInNewline, Size = size }.Of("cut_off")?.Outcome);

    [Fact]
    public void H27_A_column_that_the_night_before_had_may_not_vanish()
    {
        var dataset = new GuardCase().Dataset with { OnMissingColumn = OnMissingColumn.Stop };
        var before = Accepted(3) with { DefinitionDigest = DefinitionText.Digest(dataset) };
        var night = new GuardCase { Dataset = dataset, MissingColumns = ["name"], Before = [before] };

        Assert.Equal("No record of things.csv of night 2022-03-04 has the field of 1 column(s) of 'things' that the night before had: name.", night.Of("missing_column")!.Detail);
        Assert.Null((night with { Before = [before with { MissingColumns = ["name"] }] }).Of("missing_column")); // it was missing then, too
        Assert.Null((night with { Before = [before with { DefinitionDigest = "another" }] }).Of("missing_column")); // the feed file changed
        Assert.Null((night with { Before = [] }).Of("missing_column"));
        Assert.Null((night with { Dataset = dataset with { OnMissingColumn = OnMissingColumn.Null } }).Of("missing_column"));
    }

    [Fact]
    public void H26_A_field_that_the_feed_file_does_not_name_stops_a_feed_that_wants_to_know()
    {
        var dataset = new GuardCase().Dataset with { OnNewColumn = OnNewColumn.Stop };

        Assert.Equal("things.csv of night 2022-03-04 has 2 field(s) that the feed file does not name for 'things': isbn, pages.", new GuardCase { Dataset = dataset, UnknownFields = ["isbn", "pages"] }.Of("new_column")!.Detail);
        Assert.Null(new GuardCase { Dataset = dataset }.Of("new_column"));
        Assert.Null(new GuardCase { UnknownFields = ["isbn"] }.Of("new_column"));
    }

    [Fact]
    public void H21_The_file_of_the_night_before_stops_a_feed_that_changes_every_night()
    {
        var dataset = new GuardCase().Dataset with { OnSameFile = OnSameFile.Stop };
        var same = new GuardCase { Dataset = dataset, Sha256 = "0123456789abcdef" };

        Assert.Equal("things.csv of night 2022-03-04 is the same file as the night before (sha256 0123456789ab), and 'things' says on_same_file: stop.", same.Of("same_file")!.Detail);
        Assert.Null((same with { Sha256 = "fedcba9876543210" }).Of("same_file"));
        Assert.Null((same with { Dataset = new GuardCase().Dataset }).Of("same_file"));
        Assert.Null((same with { Before = [] }).Of("same_file"));
    }
}
