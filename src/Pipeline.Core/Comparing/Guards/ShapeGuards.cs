using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Comparing.Guards;

/// <summary>Whether a file that can be read is the dataset's file at all: not empty, not cut, with its columns, and new.</summary>
internal sealed class ShapeGuards(string file, Delivery delivery, IDatasetChanges changes, AcceptedNight? last)
{
    private readonly DatasetDefinition _dataset = changes.Dataset;

    /// <summary>A file without any acceptable record; null where there are some, and for nested lists.</summary>
    /// <remarks>Where absence means nothing, records that are all quarantined do no harm by being absent: other guards limit them.</remarks>
    public GuardFinding? Empty()
    {
        var tally = changes.Tally;
        if (_dataset.Parent is not null || tally.Accepted > 0 || (_dataset.Mode is not DatasetMode.Full && tally.Quarantined > 0))
        {
            return null;
        }

        var detail = Text($"{file} holds no acceptable record for '{_dataset.Name}': {tally.Records} in the file, {tally.Skipped} skipped, {tally.Quarantined} to quarantine.");
        return _dataset.OnEmpty is OnEmpty.Accept && tally.Quarantined == 0
            ? new GuardFinding(_dataset.Name, "empty", GuardOutcome.Passed, detail)
            : Stopped("empty", detail, tally.Quarantined > 0
                ? "None of its records can be accepted, so it does not tell what is there and what is gone."
                : _dataset.Mode is DatasetMode.Full && tally.OpenBefore > 0
                ? Text($"'{_dataset.Name}' is a full dump, so accepting it would close all {tally.OpenBefore} open version(s).")
                : $"'{_dataset.Name}' says on_empty: stop, so that an export that failed is not taken for a quiet night.");
    }

    /// <summary>A CSV file that is shorter than the night before and ends inside a line.</summary>
    public GuardFinding? CutOff() => last is { EndsInNewline: true } before && !changes.Shape.EndsInNewline && delivery.Size < before.Size
        ? Stopped(
            "cut_off",
            Text($"{file} ends without a newline after {delivery.Size} byte(s); the night before it had {before.Size} and ended in one."),
            "It was most likely cut in its last line, and the records behind the cut would count as deleted by the vendor.")
        : null;

    /// <summary>Columns that the night before had (H27).</summary>
    public GuardFinding? MissingColumns()
    {
        if (last is null || _dataset.OnMissingColumn is not OnMissingColumn.Stop || changes.Tally.Accepted == 0 || last.Tally.Accepted == 0
            || last.DefinitionDigest != DefinitionText.Digest(_dataset))
        {
            return null;
        }

        var vanished = changes.Shape.MissingColumns.Except(last.MissingColumns).ToList();
        return vanished.Count == 0 ? null : Stopped(
            "missing_column",
            Text($"No record of {file} has the field of {vanished.Count} column(s) of '{_dataset.Name}' that the night before had: {string.Join(", ", vanished)}."),
            "Accepting it would turn the column to null in every record, which is a change of format and hardly news.",
            "If the field has another name now, name both in the feed file: from: [new, old]; where it may be missing, say so with on_missing_column");
    }

    /// <summary>Fields that the feed file does not name, where it wants to know of them (H26).</summary>
    public GuardFinding? NewColumns(Night night) => _dataset.OnNewColumn is OnNewColumn.Stop && changes.Shape.UnknownFields is { Count: > 0 } unknown
        ? Stopped(
            "new_column",
            Text($"{delivery.File} of night {night} has {unknown.Count} field(s) that the feed file does not name for '{_dataset.Name}': {string.Join(", ", unknown)}."),
            $"'{_dataset.Name}' says on_new_column: stop, so that none is missed from its first night on.",
            "Name it under columns, or under drop")
        : null;

    /// <summary>The same file as the night before, where the feed says that this can't be (H21).</summary>
    public GuardFinding? SameFile() => _dataset.OnSameFile is OnSameFile.Stop && last is not null && last.Sha256 == delivery.Sha256
        ? Stopped(
            "same_file",
            $"{file} is the same file as the night before (sha256 {delivery.Sha256[..12]}), and '{_dataset.Name}' says on_same_file: stop.",
            "A dataset that changes every night was probably not published again.")
        : null;

    private GuardFinding Stopped(string guard, string detail, string why, string remedy = "") =>
        new(_dataset.Name, guard, GuardOutcome.Stopped, detail) { Why = why, Remedy = remedy };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
