using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Ledger;

/// <summary>That a night was accepted into a dataset: written beside silver, in the merge's own transaction (H33).</summary>
public sealed record AcceptedNight
{
    public required string Dataset { get; init; }

    public required Night Night { get; init; }

    /// <summary>The delivery's name in bronze and ops.</summary>
    public required Hash128 DeliveryId { get; init; }

    /// <summary>The SHA-256 of the delivered file, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The delivered file's length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Whether the last line of a CSV file ended in a newline; true for JSON.</summary>
    public required bool EndsInNewline { get; init; }

    /// <summary>The digest of the definition that it was read with (H31).</summary>
    public required string DefinitionDigest { get; init; }

    /// <summary>The counts of the night.</summary>
    public required DatasetTally Tally { get; init; }

    /// <summary>How many of the new keys had been there before.</summary>
    public required long Back { get; init; }

    /// <summary>Open versions after the night.</summary>
    public required long OpenAfter { get; init; }

    /// <summary>Whether every absent key was held, because a record that could not be read may have been any of them (H15).</summary>
    public required bool AbsencesHeld { get; init; }

    /// <summary>Columns of the feed whose field was in no record of the file.</summary>
    public required IReadOnlyList<string> MissingColumns { get; init; }

    /// <summary>The run that accepted it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The record of a night whose counts add up: the rule of what may be accepted (H34).</summary>
    /// <param name="arrival">The night's delivery.</param>
    /// <param name="tally">The counts of the night, with the open versions before it.</param>
    /// <param name="shape">Which columns and fields the file had.</param>
    /// <param name="absencesHeld">Whether every absent key was held.</param>
    /// <param name="openAfter">Open versions after it: as the database counted them, or as a correction computed them.</param>
    /// <param name="back">Keys that had a closed version.</param>
    /// <exception cref="ReconciliationException">They do not add up; nothing of the night may be committed.</exception>
    public static AcceptedNight Of(
        Arrival arrival, DatasetTally tally, DatasetShape shape, bool absencesHeld, long openAfter, long back)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(shape);
        if (!tally.IsBalanced)
        {
            throw ReconciliationException.RecordsAreMissing(arrival.Dataset.Name, arrival.Night, tally);
        }

        var expected = arrival.Dataset.Mode is DatasetMode.Full
            ? tally.Accepted + tally.Held
            : tally.OpenBefore + tally.New - tally.Gone;
        if (openAfter != expected)
        {
            throw ReconciliationException.OpenVersionsDiffer(arrival.Dataset.Name, arrival.Night, expected, openAfter);
        }

        return new AcceptedNight
        {
            Dataset = arrival.Dataset.Name,
            Night = arrival.Night,
            DeliveryId = arrival.DeliveryId,
            Sha256 = arrival.Delivery.Sha256,
            Size = arrival.Delivery.Size,
            EndsInNewline = shape.EndsInNewline,
            DefinitionDigest = arrival.DefinitionDigest,
            Tally = tally,
            Back = back,
            OpenAfter = openAfter,
            AbsencesHeld = absencesHeld,
            MissingColumns = shape.MissingColumns,
            RunId = arrival.Run.RunId,
        };
    }
}
