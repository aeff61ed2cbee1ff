using System.Globalization;
using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.History;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Verification;

/// <summary>
/// Proves silver: looks for what must never be with SQL, reads every accepted file again from the archive, rebuilds history
/// from them for a part of the keys, and holds what it finds against silver.
/// </summary>
/// <remarks>It takes no lease, so that it never keeps a night from running; a night that is accepted meanwhile ends it.</remarks>
public sealed class FeedVerification(IWarehouse warehouse, Archive archive, TimeProvider clock)
{
    /// <summary>How many root records of a file are replayed at a time: this bounds the memory.</summary>
    private const long KeysAtATime = 250_000;

    /// <param name="feed">The feed.</param>
    /// <param name="share">Which part of the keys is replayed.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="HistoryMovedException">A night was accepted meanwhile.</exception>
    public async Task<VerificationReport> RunAsync(FeedDefinition feed, KeyShare share, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        var (startedAt, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        var findings = new Findings();
        var unverified = new List<string>();
        var accepted = await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken);
        var tables = (await warehouse.Audit.TablesAsync(feed.Name, cancellationToken)).ToDictionary(table => table.Dataset);
        var definitions = new ReadDefinitions(warehouse.Audit, feed);
        var parents = await ParentsAsync(accepted, definitions, cancellationToken);
        foreach (var table in tables.Values)
        {
            await warehouse.Audit.FindFaultsAsync(table, parents.GetValueOrDefault(table.Dataset), findings, cancellationToken);
        }

        var verified = new List<VerifiedDataset>();
        foreach (var family in accepted.GroupBy(night => RootOf(night.Dataset, parents)).OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            var files = await FilesAsync(feed, family.Key, [.. family], definitions, findings, unverified, cancellationToken);
            var file = new FileVerification(feed, warehouse.Audit, archive, tables, parents, files, findings, unverified);
            var parts = 1 + (family.Where(night => night.Dataset == family.Key).Max(night => (long?)night.Tally.Accepted).GetValueOrDefault() / share.Parts / KeysAtATime);
            verified.AddRange(await file.RunAsync(family.Key, [.. share.Range.Split(parts)], cancellationToken));
        }

        if (!Same(accepted, await warehouse.Silver.AcceptedAsync(feed.Name, cancellationToken)))
        {
            throw new HistoryMovedException(feed.Name);
        }

        var report = new VerificationReport
        {
            VerificationId = Guid.CreateVersion7(startedAt),
            Feed = feed.Name,
            StartedAt = startedAt,
            Elapsed = clock.GetElapsedTime(began),
            Sample = share.Name,
            Datasets = verified,
            Findings = findings.All,
            Unverified = unverified,
        };
        await warehouse.Audit.RecordAsync(report, cancellationToken);
        return report;
    }

    private static bool Same(IReadOnlyList<AcceptedNight> before, IReadOnlyList<AcceptedNight> after) => before
        .Select(night => (night.Dataset, night.Night.Date, night.DeliveryId, night.RunId))
        .SequenceEqual(after.Select(night => (night.Dataset, night.Night.Date, night.DeliveryId, night.RunId)));

    private static string RootOf(string dataset, Dictionary<string, string> parents) =>
        parents.TryGetValue(dataset, out var parent) ? RootOf(parent, parents) : dataset;

    // Of each list, the dataset whose records hold it, by the newest definition that is understood.
    private static async Task<Dictionary<string, string>> ParentsAsync(
        IReadOnlyList<AcceptedNight> accepted, ReadDefinitions definitions, CancellationToken cancellationToken)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var night in accepted.OrderBy(night => night.Night.Date))
        {
            if (await definitions.OfAsync(night, cancellationToken) is { Parent: { } parent })
            {
                parents[night.Dataset] = parent;
            }
        }

        return parents;
    }

    private async Task<IReadOnlyList<ArchivedFile>> FilesAsync(
        FeedDefinition feed,
        string root,
        IReadOnlyList<AcceptedNight> accepted,
        ReadDefinitions definitions,
        Findings findings,
        List<string> unverified,
        CancellationToken cancellationToken)
    {
        var files = new List<ArchivedFile>();
        foreach (var night in accepted.GroupBy(one => one.Night).OrderBy(night => night.Key.Date))
        {
            var known = night.Where(one => definitions.Of(one) is not null).ToList();
            var own = known.FirstOrDefault(one => one.Dataset == root);
            var definition = own is null ? null : ReadDefinitions.FileOf(definitions.Of(own)!, [.. known.Select(one => definitions.Of(one)!)]);
            if (known.Count < night.Count() || definition is null)
            {
                unverified.Add($"Night {night.Key} of '{root}': the definition that it was read with is lost, or no longer understood by this version.");
                definition = null;
            }

            if (definition is not null && known.Any(one => one.MissingColumns.Count > 0 && definitions.Of(one)!.OnMissingColumn is OnMissingColumn.Hold))
            {
                unverified.Add($"Night {night.Key} of '{root}': a column that its file lacked kept its values (on_missing_column: hold), which the file alone does not tell.");
                definition = null;
            }

            var delivery = definition is null ? null : await FindAsync(feed, night.Key, definition, own!, findings, unverified, cancellationToken);
            files.Add(new ArchivedFile(night.Key, night.ToDictionary(one => one.Dataset), definition, delivery));
        }

        return files;
    }

    private async Task<Delivery?> FindAsync(
        FeedDefinition feed,
        Night night,
        FeedFile definition,
        AcceptedNight accepted,
        Findings findings,
        List<string> unverified,
        CancellationToken cancellationToken)
    {
        var file = definition.NameOn(night.Date);
        var subject = $"{file} of night {night}";
        try
        {
            if (archive.FindAccepted(feed.Name, night.Date, definition.Root.Source, file, accepted.Sha256) is not { } delivery)
            {
                unverified.Add($"Night {night} of '{definition.Name}': its file (sha256 {accepted.Sha256[..12]}) is not in the archive.");
                return null;
            }

            switch (await archive.DigestAsync(delivery, cancellationToken))
            {
                case { IsOriginal: true } digest when digest.Sha256 != accepted.Sha256:
                    findings.Add(definition.Name, "archived file with another digest", subject, $"sha256 {accepted.Sha256}", $"sha256 {digest.Sha256}");
                    return null;
                case { IsOriginal: false, Expected: { } expected } digest when digest.Sha256 != expected:
                    findings.Add(definition.Name, "archived file with another digest", subject, $"sha256 {expected} since it was erased in part", $"sha256 {digest.Sha256}");
                    return null;
                case { IsOriginal: false, Expected: null }:
                    unverified.Add(string.Create(
                        CultureInfo.InvariantCulture, $"The digest of {subject}: dropped fields were taken out of it before it was kept. Its records were verified."));
                    return delivery;
                default:
                    return delivery;
            }
        }
        catch (Exception fault) when (fault is ArchiveException or IOException or InvalidDataException)
        {
            findings.Add(definition.Name, "archived file that is damaged", subject, $"the file as it was received, sha256 {accepted.Sha256}", Fault.SummaryOf(fault));
            return null;
        }
    }
}
