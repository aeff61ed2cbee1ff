namespace Pipeline.Core.Feeds.Derivations;

/// <summary>A key of a derived column that has no meaning there, or is missing.</summary>
/// <param name="Key">The key.</param>
/// <param name="What">What is wrong, as the rest of a sentence: after the key where it is given, after the column where it is missing.</param>
/// <param name="IsMissing">Whether the key is missing.</param>
internal sealed record DerivationMistake(string Key, string What, bool IsMissing = false);
