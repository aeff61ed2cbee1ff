using System.Data.Common;

namespace Pipeline.Engines.Sql;

/// <summary>Connections to a warehouse that exists.</summary>
internal interface IConnections
{
    /// <summary>The warehouse as an operator would name it, without a secret.</summary>
    string Name { get; }

    /// <summary>Opens one, on which the four schemas have their names.</summary>
    /// <exception cref="Core.Warehouse.WarehouseMissingException">There is no warehouse.</exception>
    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Whether the same statement may succeed if it is sent again later, by the engine's own list of errors.</summary>
    bool IsTransient(DbException fault);

    /// <summary>Begins a transaction that writes to one schema.</summary>
    Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken);
}
