namespace Pipeline.Core.Nights;

/// <summary>How a feed is taken through a night: as usual, without writing to the warehouse, or again under another definition.</summary>
public sealed record NightMode
{
    private NightMode()
    {
    }

    /// <summary>The night is run and published.</summary>
    public static NightMode Run { get; } = new();

    /// <summary>The night is run in a copy of the warehouse that is deleted afterwards: what it would do is explained, and the archive is unchanged.</summary>
    public static NightMode DryRun { get; } = new() { IsDryRun = true };

    /// <summary>Whether the night is run in a copy of the warehouse.</summary>
    public bool IsDryRun { get; private init; }

    /// <summary>The SHA-256 of each file that is read again from the archive, by the name of the file; null unless the night is part of a rebuild.</summary>
    public IReadOnlyDictionary<string, string>? RebuiltFiles { get; private init; }

    /// <summary>Some files of an accepted night are read again under another definition. Gold is published with the last night of the rebuild.</summary>
    /// <param name="files">The SHA-256 of each file, by the name of the file.</param>
    public static NightMode Rebuild(IReadOnlyDictionary<string, string> files) => new() { RebuiltFiles = files };
}
