namespace Pipeline.Core.Warehouse;

/// <summary>Facts about an engine that the rest of the worker may rely on, each with its source.</summary>
public sealed record EngineTraits
{
    /// <summary>The engine's name in settings, in <c>sql/engines/</c> and in messages.</summary>
    public required string Name { get; init; }

    /// <summary>The most digits of a decimal that the engine can add without loss; larger ones are kept as text.</summary>
    public required int MaxExactDecimalPrecision { get; init; }
}
