using System.Data.Common;
using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Engines.Sql.Silver;

namespace Pipeline.Engines.Sql.Schema;

/// <summary>The tables of datasets: made when a dataset is first loaded, widened when its feed file names a new column.</summary>
internal sealed class SqlTables(IConnections connections, SqlLibrary sql, Dialect dialect)
{
    /// <exception cref="DefinitionConflictException">The feed file asks for what would rewrite history.</exception>
    public async Task PrepareAsync(string feed, DatasetDefinition dataset, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var known = await KnownAsync(connection, dataset);
        if (DatasetColumns.Stranger(feed, known) is { } stranger)
        {
            throw DefinitionConflictException.Fixed(feed, dataset.Name, stranger);
        }

        var renamed = Renamed(feed, dataset, known);
        known = [.. known.Select(column => renamed.TryGetValue(column.Name, out var name) ? column with { Name = name } : column)];
        var wanted = DatasetColumns.Of(dataset);
        var differences = DatasetColumns.Differences(wanted, known);
        if (differences.Count > 0 && await IsToldAsync(connection, feed, dataset))
        {
            throw new DefinitionConflictException(feed, dataset.Name, differences);
        }

        await RenameAsync(connection, feed, dataset, renamed, cancellationToken);
        if (differences.Count > 0)
        {
            await ReshapeAsync(connection, feed, dataset, wanted, known, cancellationToken);
            known = await KnownAsync(connection, dataset);
        }

        var model = DatasetSql.Model(dataset, dialect);
        var added = wanted.Where(column => known.All(k => k.Name != column.Name)).ToList();
        if (added.Count > 0)
        {
            await CreateAsync(connection, feed, dataset, isNew: known.Count == 0, added, model, cancellationToken);
        }

        foreach (var column in wanted.Where(w => known.Exists(k => k.Name == w.Name && DatasetColumns.ComesBack(k.Role, w.Role))))
        {
            await connection.ExecuteAsync(
                sql.Text("schema/update_dataset_column"),
                new { dataset = dataset.Name, name = column.Name, type = column.Type.ToString(), role = column.Role });
        }

        // Each time: a dataset whose mode has changed is read in another way.
        await connection.ExecuteAsync(sql.Render("schema/create_read_index", model));
    }

    private async Task<List<(string Name, string Type, string Role, string Feed)>> KnownAsync(DbConnection connection, DatasetDefinition dataset) =>
        [.. await connection.QueryAsync<(string Name, string Type, string Role, string Feed)>(
            sql.Text("schema/dataset_columns"), new { dataset = dataset.Name })];

    // Whether any night of it is accepted: where none is, there is no version that another definition would rewrite.
    private async Task<bool> IsToldAsync(DbConnection connection, string feed, DatasetDefinition dataset) =>
        (await AcceptedNightRow.ReadAsync(dialect, connection, sql.Text("silver/last_accepted_night"), new { feed, dataset = dataset.Name })).Count > 0;

    // An empty table becomes what the feed file says. A column of another type keeps its place, under another name: superseded versions have values in it.
    private async Task ReshapeAsync(
        DbConnection connection,
        string feed,
        DatasetDefinition dataset,
        IReadOnlyList<(int Position, string Name, ColumnType Type, string Role)> wanted,
        List<(string Name, string Type, string Role, string Feed)> known,
        CancellationToken cancellationToken)
    {
        var taken = wanted.Select(column => column.Name).Concat(known.Select(column => column.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var model = DatasetSql.Model(dataset, dialect);
        await using var transaction = await connections.BeginAsync(connection, cancellationToken);
        foreach (var column in known)
        {
            var now = wanted.FirstOrDefault(one => one.Name == column.Name);
            var (name, role) = (column.Name, now.Role ?? ColumnRole.Removed);
            if (now.Name is not null && now.Type.ToString() != column.Type)
            {
                (name, role) = (Enumerable.Range(1, int.MaxValue).Select(number => GeneratedNames.Of(column.Name, $"__{number}")).First(taken.Add), ColumnRole.Removed);
                await RenameAsync(connection, transaction, feed, dataset.Name, model, column.Name, name);
            }

            await connection.ExecuteAsync(
                sql.Text("schema/update_dataset_column"), new { dataset = dataset.Name, name, type = column.Type, role }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    // A column by a name that it had: hashes know it by its first one, so that its versions stay as they are (H11).
    private static Dictionary<string, string> Renamed(
        string feed, DatasetDefinition dataset, List<(string Name, string Type, string Role, string Feed)> known) => dataset.Columns
        .Where(column => known.TrueForAll(k => k.Name != column.Name))
        .Select(column => (From: known.Find(k => k.Feed == feed && column.Was.Contains(k.Name)).Name, To: column.Name))
        .Where(rename => rename.From is not null)
        .ToDictionary(rename => rename.From, rename => rename.To, StringComparer.Ordinal);

    private async Task RenameAsync(
        DbConnection connection, string feed, DatasetDefinition dataset, Dictionary<string, string> renamed, CancellationToken cancellationToken)
    {
        if (renamed.Count == 0)
        {
            return;
        }

        var model = DatasetSql.Model(dataset, dialect);
        await using var transaction = await connections.BeginAsync(connection, cancellationToken);
        foreach (var (from, to) in renamed)
        {
            await RenameAsync(connection, transaction, feed, dataset.Name, model, from, to);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task RenameAsync(
        DbConnection connection, DbTransaction transaction, string feed, string dataset, Dictionary<string, object> model, string from, string to)
    {
        model["column"] = from;
        model["to"] = to;
        await connection.ExecuteAsync(sql.Render("schema/rename_column", model), transaction: transaction);
        await connection.ExecuteAsync(sql.Text("schema/rename_dataset_column"), new { dataset, from, to }, transaction);
        await connection.ExecuteAsync(sql.Text("schema/note_column_rename"), new { feed, dataset, from, to }, transaction);
    }

    private async Task CreateAsync(
        DbConnection connection,
        string feed,
        DatasetDefinition dataset,
        bool isNew,
        IEnumerable<(int Position, string Name, ColumnType Type, string Role)> added,
        Dictionary<string, object> model,
        CancellationToken cancellationToken)
    {
        // On SQLite bronze is another file, and creating is safe to repeat: no transaction has to span the two.
        await connection.ExecuteAsync(sql.Render("schema/create_bronze", model));
        await using var transaction = await connections.BeginAsync(connection, cancellationToken);
        if (isNew)
        {
            await connection.ExecuteAsync(sql.Render("schema/create_silver", model), transaction: transaction);
        }

        foreach (var column in added)
        {
            if (!isNew)
            {
                model["column"] = column.Name;
                model["type"] = dialect.TypeOf(column.Type);
                await connection.ExecuteAsync(sql.Render("schema/add_column", model), transaction: transaction);
            }

            await RememberAsync(connection, transaction, feed, dataset, column);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task RememberAsync(
        DbConnection connection,
        DbTransaction transaction,
        string feed,
        DatasetDefinition dataset,
        (int Position, string Name, ColumnType Type, string Role) column) =>
        await connection.ExecuteAsync(
            sql.Text("schema/insert_dataset_column"),
            new
            {
                dataset = dataset.Name,
                position = column.Position,
                name = column.Name,
                type = column.Type.ToString(),
                role = column.Role,
                feed,
            },
            transaction);
}
