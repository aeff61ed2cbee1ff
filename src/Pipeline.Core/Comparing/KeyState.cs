namespace Pipeline.Core.Comparing;

/// <summary>What is known of one key in the middle of a night.</summary>
[Flags]
internal enum KeyState : byte
{
    /// <summary>The key is not in the table.</summary>
    None = 0,

    /// <summary>It has an open version in silver.</summary>
    Open = 1,

    /// <summary>The delivery holds it.</summary>
    Seen = 2,

    /// <summary>The delivery's tracked values differ from the open version's.</summary>
    RowDiffers = 4,

    /// <summary>The delivery's untracked values differ from the open version's.</summary>
    UntrackedDiffers = 8,

    /// <summary>A row of it is quarantined: its open version stays.</summary>
    Held = 16,
}
