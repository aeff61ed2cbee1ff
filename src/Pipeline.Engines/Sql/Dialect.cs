using System.Data.Common;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Warehouse;

namespace Pipeline.Engines.Sql;

/// <summary>How an engine keeps values: the types of a feed file, and those that the platform itself writes.</summary>
internal abstract class Dialect
{
    /// <summary>Facts about the engine.</summary>
    public abstract EngineTraits Traits { get; }

    /// <summary>The type of a column.</summary>
    public abstract string TypeOf(ColumnType type);

    /// <summary>The places among a dataset's columns of those that, beside its key's hash, say on which machine a record lies; none on one server.</summary>
    public virtual IReadOnlyList<int> Place(DatasetDefinition dataset) => [];

    /// <summary>Whether a value only stands where a forgotten key's can't be null.</summary>
    public virtual bool IsStandIn(ColumnType type, string value, Hash128 key) => false;

    /// <summary>A portable query, such as a gold model, as the engine takes it.</summary>
    public virtual string Query(string portable) => portable;

    /// <summary>A value as a person reads it, alike on every engine; null for null.</summary>
    public abstract string? TextOf(ColumnType type, object? value);

    /// <summary>The value of night in a statement's parameters.</summary>
    public abstract object Night(DateOnly night);

    /// <summary>The value of instant in UTC in a statement's parameters.</summary>
    public abstract object Instant(DateTime utc);

    /// <summary>The value of boolean in a statement's parameters.</summary>
    public abstract object Flag(bool value);

    /// <summary>The identifier of a run, an approval or an erasure in a statement's parameters: 16 bytes, not 36 characters.</summary>
    public virtual object Id(Guid id) => id;

    /// <summary>The SHA-256 of a file or a definition in a statement's parameters: its 32 bytes.</summary>
    /// <param name="hex">The digest in lower-case hex, as everything outside the database writes it.</param>
    public static byte[] Digest(string hex) => Convert.FromHexString(hex);

    /// <summary>A night as the engine gives it back.</summary>
    public abstract DateOnly ReadNight(object value);

    /// <summary>An instant as the engine gives it back, in UTC.</summary>
    public abstract DateTime ReadInstant(object value);

    /// <summary>A boolean as the engine gives it back.</summary>
    public abstract bool ReadFlag(object value);

    /// <summary>An identifier as the engine gives it back.</summary>
    public virtual Guid ReadId(object value) => (Guid)value;

    /// <summary>A digest as every engine gives it back, in lower-case hex.</summary>
    public static string ReadDigest(object value) => Convert.ToHexStringLower((byte[])value);

    /// <summary>A hash of the row that a reader stands on, or null.</summary>
    public abstract Hash128? ReadHash(DbDataReader reader, int column);

    public object Instant(DateTimeOffset instant) => Instant(instant.UtcDateTime);

    /// <summary>An optional instant.</summary>
    public object? InstantOrNull(DateTimeOffset? instant) => instant is { } at ? Instant(at) : null;

    /// <summary>An optional instant as the engine gives it back, in UTC.</summary>
    public DateTime? ReadInstantOrNull(object? value) => value is null or DBNull ? null : ReadInstant(value);
}
