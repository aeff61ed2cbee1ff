using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Reads the script with which a database's owner creates the roles of worker, BI and operators. It connects to nothing.</summary>
public sealed class ReadRoles(IWarehouse warehouse)
{
    /// <summary>The script's text.</summary>
    public string Run() => warehouse.Sql.Text("roles.sql").TrimEnd();
}
