using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Tests.Comparing.Guards;
using Pipeline.Core.Tests.Records;

namespace Pipeline.Core.Tests.Ledger;

/// <summary>H34: a night is accepted only if every record is accounted for and the open versions are as many as its keys ask for.</summary>
public sealed class AcceptedNightTests
{
    private static readonly DatasetTally Balanced = new() { Records = 10, Accepted = 6, Collapsed = 2, Skipped = 1, Quarantined = 1, New = 3, Gone = 2, Held = 1, OpenBefore = 5 };

    [Fact]
    public void H34_A_record_that_is_nowhere_stops_the_night()
    {
        var fault = Assert.Throws<ReconciliationException>(() => Accept(DatasetMode.Full, Balanced with { Records = 11 }, openAfter: 7));

        Assert.Equal("'things' of night 2022-03-04 does not add up: 11 record(s) in the file, but 6 accepted + 2 collapsed + 1 skipped + 1 quarantined.", fault.Fault.What);
    }

    [Theory]
    [InlineData(DatasetMode.Full, 7)] // what the file holds, and what is held: 6 + 1
    [InlineData(DatasetMode.Upsert, 6)] // what was there, what is new, what is gone: 5 + 3 - 2
    [InlineData(DatasetMode.Append, 6)]
    public void H34_Open_versions_are_as_many_as_the_keys_ask_for(DatasetMode mode, long openAfter)
    {
        Assert.Equal(openAfter, Accept(mode, Balanced, openAfter).OpenAfter);
        var fault = Assert.Throws<ReconciliationException>(() => Accept(mode, Balanced, openAfter + 1));
        Assert.Equal($"silver.things would have {openAfter + 1} open version(s) after night 2022-03-04, but its keys ask for {openAfter}.", fault.Fault.What);
    }

    private static AcceptedNight Accept(DatasetMode mode, DatasetTally tally, long openAfter)
    {
        var delivery = new Delivery { Source = "vendor", File = "things.csv", Sha256 = "ab", Size = 1, ReceivedAt = default, ArchivePath = "" };
        var stamp = new RunStamp { Feed = "shop", FeedText = "", RunId = Guid.Empty, RecordedAt = default, Token = 0 };
        var arrival = new Arrival(stamp, Reading.Dataset("id: text") with { Mode = mode }, GuardCase.NightOf(4), delivery);
        return AcceptedNight.Of(arrival, tally, new DatasetShape(tally.Records, tally.Accepted, 0, 0, [], []), absencesHeld: false, openAfter, back: 0);
    }
}
