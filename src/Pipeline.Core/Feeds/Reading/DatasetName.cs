namespace Pipeline.Core.Feeds.Reading;

/// <summary>A dataset as people name it: <c>streaming.books</c>.</summary>
/// <param name="Feed">The feed's name.</param>
/// <param name="Dataset">The name of the dataset or list.</param>
public sealed record DatasetName(string Feed, string Dataset)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Feed}.{Dataset}";
}
