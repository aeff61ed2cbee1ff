using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Records.Hashing;

namespace Pipeline.Engines.Sql.Ledger;

/// <summary>A row of <c>ops.schema_changes</c>: a field that a feed file does not name, a column that was changed or widened.</summary>
internal static class SchemaChangeRow
{
    /// <summary>The parameters that record it, once for each feed, dataset, field and change.</summary>
    public static object Parameters(
        Dialect dialect, string feed, string dataset, string field, string change, DateOnly night, Guid runId, DateTimeOffset recordedAt) => new
        {
            change_id = IdOf(feed, dataset, field, change).ToBytes(),
            feed,
            dataset,
            field,
            change,
            night = dialect.Night(night),
            run_id = dialect.Id(runId),
            recorded_at = dialect.Instant(recordedAt),
        };

    // The field comes last: it is the only part that a vendor writes.
    private static Hash128 IdOf(string feed, string dataset, string field, string change) =>
        Hash128.Read(SHA256.HashData(Encoding.UTF8.GetBytes($"{feed}\n{dataset}\n{change}\n{field}")));
}
