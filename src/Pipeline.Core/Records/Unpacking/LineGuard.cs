namespace Pipeline.Core.Records.Unpacking;

/// <summary>Passes a CSV file on, and stops it at a line of absurdly many delimiters: CsvHelper would note each of them in memory.</summary>
/// <remarks>Quotes are not looked at: the limit is so far above what is read that no text in quotes comes near it.</remarks>
internal sealed class LineGuard(Stream inner, byte delimiter, string file) : ReadOnlyStream
{
    private const int PieceLength = 64 * 1024;

    private long _bytesRead;
    private int _delimiters; // since the last line break

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer[..Math.Min(buffer.Length, PieceLength)]);
        var piece = buffer[..read];
        _bytesRead += read;
        var lineBreak = piece.LastIndexOfAny((byte)'\n', (byte)'\r');
        _delimiters = (lineBreak < 0 ? _delimiters : 0) + piece[(lineBreak + 1)..].Count(delimiter);
        return _delimiters <= ReadLimits.CsvDelimiters ? read : throw DeliveryFaults.TooManyDelimiters(file, _bytesRead);
    }
}
