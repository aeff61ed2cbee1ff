using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Ledger;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Engines.Sql.Schema;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>Opens a session and loads hashes into a table of its own, by the engine's bulk path.</summary>
internal delegate Task<WantedHashes> LoadWanted(IEnumerable<Hash128> hashes, CancellationToken cancellationToken);

/// <summary>Reads silver, in the same way on every engine.</summary>
internal sealed class SilverReader(IConnections connections, SqlLibrary sql, Dialect dialect, LoadWanted loadWanted) : ISilver
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<AcceptedNight>> AcceptedAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await AcceptedNightRow.ReadAsync(dialect, connection, sql.Text("silver/accepted_nights"), new { feed });
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fingerprint> ReadOpenAsync(
        DatasetDefinition dataset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var text = sql.Render("compare/open_versions", DatasetSql.Model(dataset, dialect));
        await foreach (var fingerprint in FingerprintsAsync(connection, dataset, text, cancellationToken))
        {
            yield return fingerprint;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Fingerprint> LookUpAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        FingerprintsOfAsync(dataset, keys, "key_hash", cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Fingerprint> LookUpChildrenAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        FingerprintsOfAsync(dataset, parents, "parent_key_hash", cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<OpenRecord> ReadValuesAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, DateTime before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var wanted = await loadWanted(keys, cancellationToken);
        var stored = new StoredValues(dataset);
        await using var command = AtInstant(wanted.Connection, "compare/open_values", dataset, before, wanted.Table);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new string?[dataset.Columns.Count];
            for (var column = 0; column < values.Length; column++)
            {
                values[column] = stored.Canonical(column, dialect.TextOf(dataset.Columns[column].Type, reader.GetValue(column + 1)));
            }

            yield return new OpenRecord(dialect.ReadHash(reader, 0)!.Value, values);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<VersionBefore> ReadBeforeAsync(
        DatasetDefinition dataset, DateTime instant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var command = AtInstant(connection, "compare/versions_before", dataset, instant);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var to = dataset.Parent is null ? 3 : 4;
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new VersionBefore(Print(reader, dataset), reader.IsDBNull(to) ? null : dialect.ReadInstant(reader.GetValue(to)));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Hash128> ReadTouchedAsync(
        DatasetDefinition dataset, DateTime instant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var command = AtInstant(connection, "compare/touched", dataset, instant);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return dialect.ReadHash(reader, 0)!.Value;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionMark> LookUpVersionsAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> keys, CancellationToken cancellationToken) =>
        VersionsOfAsync(dataset, keys, "key_hash", cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionMark> LookUpChildVersionsAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> parents, CancellationToken cancellationToken) =>
        VersionsOfAsync(dataset, parents, "parent_key_hash", cancellationToken);

    /// <inheritdoc/>
    public async Task<DateTime?> KnownSinceAsync(string feed, string dataset, DateTime instant, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return dialect.ReadInstantOrNull(await connection.ExecuteScalarAsync(
            sql.Text("silver/known_since"), new { feed, dataset, instant = dialect.Instant(instant) }));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string?>> ReadAsOfAsync(AsOf asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        await using var command = AtInstant(connection, asOf.KnownAt is null ? "silver/as_of" : "silver/as_of_known", asOf.Dataset, asOf.Instant);
        if (asOf.KnownAt is { } knownAt)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@known_at", dialect.Instant(knownAt));
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var types = asOf.Dataset.Columns.Select(column => column.Type).ToArray();
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new string?[types.Length];
            for (var column = 0; column < types.Length; column++)
            {
                row[column] = dialect.TextOf(types[column], reader.GetValue(column));
            }

            yield return row;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<HeldKey>> HeldAsync(string feed, string dataset, DateOnly night, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Scope, byte[] Hash)>(
            sql.Text("compare/held_keys"), new { feed, dataset, night = dialect.Night(night) });
        return rows.Select(row => new HeldKey(row.Scope == HistoryRows.Word(HoldScope.Key) ? HoldScope.Key : HoldScope.Siblings, Hash128.Read(row.Hash)))
            .ToHashSet();
    }

    /// <inheritdoc/>
    public async Task<string> FeedTextAsync(string digest, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<string>(sql.Text("silver/feed_text"), new { digest = Dialect.Digest(digest) });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SupersededNight>> SupersededAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync(sql.Text("silver/superseded_nights"), new { feed });
        return
        [
            .. rows.Cast<IDictionary<string, object?>>().Select(row => new SupersededNight(
                (string)row["dataset"]!,
                new Night(dialect.ReadNight(row["night"]!), dialect.ReadInstant(row["valid_from"]!)),
                Dialect.ReadDigest(row["sha256"]!),
                Enum.Parse<SupersededState>((string)row["state"]!, ignoreCase: true),
                (string?)row["reason"],
                (string?)row["decided_by"],
                dialect.ReadInstant(row["superseded_at"]!))),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExplainedVersion>> ExplainAsync(
        string feed, DatasetDefinition dataset, Hash128 key, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var text = sql.Render("silver/explain", DatasetSql.Model(dataset, dialect));
        var rows = await connection.QueryAsync(text, new { feed, dataset = dataset.Name, key_hash = key.ToBytes() });
        return [.. rows.Select(row => Version(dataset, (IDictionary<string, object?>)row))];
    }

    private async IAsyncEnumerable<Fingerprint> FingerprintsOfAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> hashes, string column, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var wanted = await loadWanted(hashes, cancellationToken);
        var text = sql.Render("compare/look_up", Wanted(dataset, wanted.Table, column));
        await foreach (var fingerprint in FingerprintsAsync(wanted.Connection, dataset, text, cancellationToken))
        {
            yield return fingerprint;
        }
    }

    private async IAsyncEnumerable<VersionMark> VersionsOfAsync(
        DatasetDefinition dataset, IEnumerable<Hash128> hashes, string column, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var wanted = await loadWanted(hashes, cancellationToken);
        await using var command = wanted.Connection.CreateCommand();
        command.CommandText = sql.Render("compare/look_up_versions", Wanted(dataset, wanted.Table, column));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var from = dataset.Parent is null ? 3 : 4;
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new VersionMark(
                Print(reader, dataset),
                dialect.ReadInstant(reader.GetValue(from)),
                reader.IsDBNull(from + 1) ? null : dialect.ReadInstant(reader.GetValue(from + 1)));
        }
    }

    // The table's name is as SQL writes it.
    private Dictionary<string, object> Wanted(DatasetDefinition dataset, string table, string column)
    {
        var model = DatasetSql.Model(dataset, dialect);
        model["wanted"] = table;
        model["hash_column"] = column;
        return model;
    }

    // A reader, row by row: what is open grows with the dataset, and none of it is kept here.
    private async IAsyncEnumerable<Fingerprint> FingerprintsAsync(
        DbConnection connection, DatasetDefinition dataset, string text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return Print(reader, dataset);
        }
    }

    private Fingerprint Print(DbDataReader reader, DatasetDefinition dataset) => new(
        dialect.ReadHash(reader, 0)!.Value,
        dialect.ReadHash(reader, 1)!.Value,
        dialect.ReadHash(reader, 2),
        dataset.Parent is null ? null : dialect.ReadHash(reader, 3));

    private DbCommand AtInstant(DbConnection connection, string file, DatasetDefinition dataset, DateTime instant, string wanted = "")
    {
        var command = connection.CreateCommand();
        var model = DatasetSql.Model(dataset, dialect);
        model["wanted"] = wanted;
        command.CommandText = sql.Render(file, model);
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@instant", dialect.Instant(instant));
        command.Parameters.Add(parameter);
        return command;
    }

    private ExplainedVersion Version(DatasetDefinition dataset, IDictionary<string, object?> row) => new()
    {
        ValidFrom = dialect.ReadInstant(row["version_valid_from"]!),
        ValidTo = dialect.ReadInstantOrNull(row["version_valid_to"]),
        IsLatest = dialect.ReadFlag(row["version_is_latest"]!),
        Key = Hash128.Read((byte[])row["version_key_hash"]!),
        Row = Hash128.Read((byte[])row["version_row_hash"]!),
        Values = dataset.Columns.Index().ToDictionary(
            column => column.Item.Name,
            column => dialect.TextOf(column.Item.Type, row[DatasetSql.Parameter(column.Index)])),
        Night = dialect.ReadNight(row["delivery_night"]!),
        File = (string?)row["delivery_file"],
        Sha256 = Dialect.ReadDigest(row["delivery_sha256"]!),
        Line = (long?)row["delivery_line_no"],
        ByteOffset = (long?)row["delivery_byte_offset"],
        Raw = (string?)row["delivery_raw"],
    };
}
