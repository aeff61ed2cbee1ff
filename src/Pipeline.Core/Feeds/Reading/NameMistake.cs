namespace Pipeline.Core.Feeds.Reading;

/// <summary>What is wrong with a name.</summary>
/// <param name="Fact">A verb phrase that follows the name.</param>
/// <param name="Remedy">What to do, where the name can simply be changed.</param>
internal sealed record NameMistake(string Fact, string Remedy)
{
    public override string ToString() => $"{Fact}; {Remedy}";
}
