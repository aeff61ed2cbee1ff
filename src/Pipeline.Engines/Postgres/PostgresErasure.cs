using System.Data.Common;
using Dapper;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Erasure;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Postgres;

/// <summary>Takes values out of tables that may be spread over a cluster, where the column that places a record can't be blanked.</summary>
internal sealed class PostgresErasure(PostgresConnections connections, SqlLibrary sql, PostgresDialect dialect) : SqlErasure(connections, sql, dialect)
{
    /// <inheritdoc/>
    /// <remarks>Versions of spread tables move to where <see cref="StandIn"/> places them; what was moved before stays.</remarks>
    protected override async Task BlankAsync(DbConnection connection, StoredTable table, Hash128 key, CancellationToken cancellationToken)
    {
        if (await connections.Layout.PlaceAsync(connection, Sql, table.Dataset) is not { } place)
        {
            await base.BlankAsync(connection, table, key, cancellationToken);
            return;
        }

        var parameters = new { key_hash = key.ToBytes(), stand_in = Value(table, place, key) };
        foreach (var name in new[] { GeneratedNames.Of(table.Dataset, "__superseded"), table.Dataset })
        {
            var model = new Dictionary<string, object> { ["table"] = name, ["place"] = place };
            var columns = await connection.QueryAsync<string>(Sql.Render("distribution/written_columns", model));
            model["columns"] = columns.Select(column => new Dictionary<string, object>
            {
                ["name"] = column,
                ["is_place"] = column == place,
                ["is_forgotten"] = column != place && table.Columns.Any(known => known.Name == column),
            }).ToList();
            await connection.ExecuteAsync(new CommandDefinition(
                Sql.Render("distribution/move_forgotten", model), parameters, cancellationToken: cancellationToken));
        }
    }

    private static object? Value(StoredTable table, string place, Hash128 key)
    {
        var type = table.Columns.First(column => column.Name == place).Type;
        return PostgresDialect.ValueOf(type, StandIn.Of(type, key));
    }
}
