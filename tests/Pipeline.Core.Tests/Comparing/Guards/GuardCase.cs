using Pipeline.Core.Comparing.Guards;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Tests.Records;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Tests.Comparing.Guards;

/// <summary>One night of a dataset in numbers, and what the guards find of it: no file, no record, no warehouse.</summary>
internal sealed record GuardCase
{
    private static readonly DatasetDefinition Things = Reading.Dataset("id: text", "name: text") with { Guards = GuardLimits.For(DatasetMode.Full) };

    /// <summary>The dataset; a full one with the limits of one that says nothing.</summary>
    public DatasetDefinition Dataset { get; init; } = Things;

    /// <summary>The night's counts.</summary>
    public DatasetTally Tally { get; init; } = new() { Records = 100, Accepted = 100, Unchanged = 100, OpenBefore = 100 };

    /// <summary>The file's size in bytes.</summary>
    public long Size { get; init; } = 1_000;

    /// <summary>The file's digest.</summary>
    public string Sha256 { get; init; } = "f11ef11ef11ef11e";

    public IReadOnlyList<string> MissingColumns { get; init; } = [];

    public IReadOnlyList<string> UnknownFields { get; init; } = [];

    public bool EndsInNewline { get; init; } = true;

    /// <summary>The nights before; three of a hundred records and a thousand bytes.</summary>
    public IReadOnlyList<AcceptedNight> Before { get; init; } = [Accepted(1), Accepted(2), Accepted(3)];

    /// <summary>An accepted night of March.</summary>
    public static AcceptedNight Accepted(int day, long records = 100, long size = 1_000, string sha256 = "0123456789abcdef") => new()
    {
        Dataset = "things",
        Night = NightOf(day),
        DeliveryId = default,
        Sha256 = sha256,
        Size = size,
        EndsInNewline = true,
        DefinitionDigest = DefinitionText.Digest(Things),
        Tally = new DatasetTally { Records = records, Accepted = records },
        Back = 0,
        OpenAfter = records,
        AbsencesHeld = false,
        MissingColumns = [],
        RunId = Guid.Empty,
    };

    /// <summary>A night of March 2022, at 02:00 UTC.</summary>
    public static Night NightOf(int day) => new(new DateOnly(2022, 3, day), new DateTime(2022, 3, day, 2, 0, 0, DateTimeKind.Utc));

    /// <summary>What the guards that were asked found, in their order.</summary>
    public IReadOnlyList<GuardFinding> Findings() => DeliveryGuards.Examine(NightOf(4), Delivery(), new CountedChanges(this), Before);

    /// <summary>The finding of one guard; null where it was not asked or finds nothing.</summary>
    public GuardFinding? Of(string guard) => Findings().SingleOrDefault(finding => finding.Guard == guard);

    /// <summary>Asks whether the table is as the last night left it.</summary>
    public void RequireWholeTable() => DeliveryGuards.TableIsWhole("shop", new CountedChanges(this), Before.Count == 0 ? null : Before[^1]);

    private Delivery Delivery() => new()
    {
        Source = "vendor",
        File = "things.csv",
        Sha256 = Sha256,
        Size = Size,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        ArchivePath = "",
    };

    private sealed class CountedChanges(GuardCase night) : IDatasetChanges
    {
        public DatasetDefinition Dataset => night.Dataset;

        public DatasetTally Tally => night.Tally;

        public DatasetShape Shape => new(night.Tally.Records, night.Tally.Accepted, night.Tally.Skipped, night.Tally.Quarantined, night.MissingColumns, night.UnknownFields)
        {
            EndsInNewline = night.EndsInNewline,
        };

        public IReadOnlySet<HeldKey> Held => new HashSet<HeldKey>();

        public bool AbsencesHeld => false;

        public IEnumerable<ReadRecord> Opened() => [];

        public IEnumerable<ReadRecord> Refreshed() => [];

        public IEnumerable<ReadRecord> Quarantined() => [];

        public IEnumerable<Hash128> Gone() => [];
    }
}
