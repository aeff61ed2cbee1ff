namespace Pipeline.Core.Records.Framing;

/// <summary>The bytes of one record, valid until the next one is framed.</summary>
/// <param name="Bytes">The record, without what separates it from others.</param>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Offset">The offset of its first byte in the unpacked file.</param>
/// <param name="IsTerminated">Whether the file goes on behind it: false for a last line without a newline.</param>
internal readonly record struct Frame(ReadOnlyMemory<byte> Bytes, long Line, long Offset, bool IsTerminated);
