using Dapper;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql.Ledger;

/// <summary>What guards found and who approved what, in SQL that fits every engine.</summary>
internal sealed class SqlGuardLedger(IConnections connections, SqlLibrary sql, Dialect dialect) : IGuardLedger
{
    public async Task AddAsync(
        RunStamp run, DateOnly night, string sha256, IReadOnlyList<GuardFinding> findings, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var transaction = await connections.BeginAsync(connection, cancellationToken);
        foreach (var finding in findings)
        {
            var row = new
            {
                feed = run.Feed,
                night = dialect.Night(night),
                dataset = finding.Dataset,
                sha256 = Dialect.Digest(sha256),
                guard = finding.Guard,
                outcome = WordOf(finding.Outcome),
                detail = finding.Detail,
                run_id = dialect.Id(run.RunId),
                recorded_at = dialect.Instant(run.RecordedAt),
            };
            await connection.ExecuteAsync(sql.Text("guards/forget_guard"), row, transaction);
            await connection.ExecuteAsync(sql.Text("guards/insert_guard"), row, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<BlockedDelivery>> BlockedAsync(string feed, DateOnly night, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Dataset, byte[] Sha256, string Guard, string Detail)>(
            sql.Text("guards/blocked_deliveries"), new { feed, night = dialect.Night(night) });
        return [.. rows.Select(row => new BlockedDelivery(row.Dataset, Dialect.ReadDigest(row.Sha256), row.Guard, row.Detail))];
    }

    public async Task ApproveAsync(Approval approval, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(sql.Text("guards/insert_approval"), new
        {
            approval_id = dialect.Id(approval.Id),
            feed = approval.Feed,
            night = dialect.Night(approval.Night),
            dataset = approval.Dataset,
            sha256 = Dialect.Digest(approval.Sha256),
            reason = approval.Reason,
            approved_by = approval.ApprovedBy,
            approved_at = dialect.Instant(approval.ApprovedAt),
        });
    }

    public async Task<IReadOnlyList<Approval>> ApprovalsAsync(string feed, DateOnly night, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync(sql.Text("guards/approvals"), new { feed, night = dialect.Night(night) });
        return [.. rows.Cast<IDictionary<string, object?>>().GroupBy(row => dialect.ReadId(row["approval_id"]!)).Select(uses =>
        {
            var row = uses.First();
            return new Approval
            {
                Id = uses.Key,
                Feed = feed,
                Dataset = (string)row["dataset"]!,
                Night = night,
                Sha256 = Dialect.ReadDigest(row["sha256"]!),
                Reason = (string)row["reason"]!,
                ApprovedBy = (string)row["approved_by"]!,
                ApprovedAt = dialect.ReadInstant(row["approved_at"]!),
                UsedFor = [.. uses.Select(use => (string?)use["used_for"]).OfType<string>()],
            };
        })];
    }

    /// <summary>The word that is stored for an outcome; it never changes once it is written.</summary>
    public static string WordOf(GuardOutcome outcome) => outcome switch
    {
        GuardOutcome.Passed => "passed",
        GuardOutcome.NoHistory => "no history",
        GuardOutcome.Stopped => "stopped",
        GuardOutcome.Approved => "approved",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
