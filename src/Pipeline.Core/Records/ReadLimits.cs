namespace Pipeline.Core.Records;

/// <summary>How far a delivery may go before it is taken for broken: what keeps memory flat whatever a vendor sends.</summary>
internal static class ReadLimits
{
    /// <summary>The longest record, in bytes of UTF-8: 16 MiB. Real records are a few kilobytes; an unclosed quote swallows the file.</summary>
    public const int RecordBytes = 16 * 1024 * 1024;

    /// <summary>How deep a JSON record may be nested.</summary>
    public const int Nesting = 64;

    /// <summary>How many columns a CSV file may have: as many as the widest table of an engine, by far.</summary>
    public const int CsvColumns = 4096;

    /// <summary>How many delimiters one line of a CSV file may have, those inside quotes counted too: 2^20.</summary>
    public const int CsvDelimiters = 1024 * 1024;

    /// <summary>How many unknown JSON fields are named; more would be keys that are really values.</summary>
    public const int UnknownFields = 100;

    /// <summary>From how many children on, all of them rejected, a nested list is of another shape altogether (H29).</summary>
    public const int ChildrenOfAnotherShape = 10;
}
