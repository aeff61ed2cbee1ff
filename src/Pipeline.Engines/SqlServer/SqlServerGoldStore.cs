using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.SqlServer;

/// <summary>Gold on SQL Server.</summary>
internal sealed class SqlServerGoldStore(SqlServerConnections connections, ServerLeases leases, SqlLibrary sql, int viewTries)
    : ServerGoldStore(connections, leases, sql, SqlServerDialect.Instance, viewTries)
{
    /// <inheritdoc/>
    protected override IGoldBuild Build(SlotSession session, int slot, IReadOnlyDictionary<string, string> owners) =>
        new SqlServerGoldBuild(session, slot, owners);
}
