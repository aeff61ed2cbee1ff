using System.Buffers;

namespace Pipeline.Core.Erasure;

/// <summary>Overwrites a record's values in a file, byte for byte, so that the places of all other records stay what they are.</summary>
/// <remarks>Names of JSON properties stay; of a text nothing but its length does, of a number that it was one.</remarks>
internal static class RecordFiller
{
    private const byte Filler = (byte)'x';

    private static readonly SearchValues<byte> EndsOfWords = SearchValues.Create(",:{}[]\" \t\r\n"u8);

    /// <summary>A JSON value of any kind.</summary>
    /// <returns>How many bytes it has.</returns>
    public static int FillJson(Span<byte> bytes)
    {
        var (depth, index) = (0, 0);
        var isName = new Stack<bool>(); // whether the next text of each open object is a name; an array has none
        do
        {
            switch (bytes[index])
            {
                case (byte)'{' or (byte)'[':
                    isName.Push(bytes[index] == (byte)'{');
                    depth++;
                    index++;
                    break;
                case (byte)'}' or (byte)']':
                    isName.TryPop(out _);
                    depth--;
                    index++;
                    break;
                case (byte)'"':
                    index += FillText(bytes[index..], keeps: isName.TryPeek(out var named) && named && IsName(bytes, index));
                    break;
                case (byte)',' or (byte)':' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    index++;
                    break;
                default:
                    index += FillWord(bytes[index..]);
                    break;
            }
        }
        while (depth > 0 && index < bytes.Length);

        return index;
    }

    /// <summary>A line of a file of JSON lines that is no JSON.</summary>
    public static void FillLine(Span<byte> bytes)
    {
        for (var index = 0; index < bytes.Length && bytes[index] != (byte)'\n'; index++)
        {
            bytes[index] = bytes[index] == (byte)'\r' ? bytes[index] : Filler;
        }
    }

    /// <summary>A row of a CSV file; its delimiters, quotes and line breaks stay.</summary>
    public static void FillRow(Span<byte> bytes, byte delimiter)
    {
        var isQuoted = false;
        for (var index = 0; index < bytes.Length; index++)
        {
            switch (bytes[index])
            {
                case (byte)'"':
                    isQuoted = !isQuoted;
                    break;
                case (byte)'\n' when !isQuoted:
                    return;
                case (byte)'\n' or (byte)'\r':
                    break;
                case var other when other != delimiter || isQuoted:
                    bytes[index] = Filler;
                    break;
            }
        }
    }

    private static int FillText(Span<byte> bytes, bool keeps)
    {
        var index = 1;
        while (index < bytes.Length && bytes[index] != (byte)'"')
        {
            var length = bytes[index] == (byte)'\\' && index + 1 < bytes.Length ? 2 : 1;
            if (!keeps)
            {
                bytes.Slice(index, length).Fill(Filler);
            }

            index += length;
        }

        return Math.Min(index + 1, bytes.Length);
    }

    // A text in an object is a name when a colon follows it.
    private static bool IsName(ReadOnlySpan<byte> bytes, int index)
    {
        for (index++; index < bytes.Length && bytes[index] != (byte)'"'; index++)
        {
            index += bytes[index] == (byte)'\\' ? 1 : 0;
        }

        var rest = bytes[Math.Min(index + 1, bytes.Length)..].TrimStart(" \t\r\n"u8);
        return !rest.IsEmpty && rest[0] == (byte)':';
    }

    // A number, true, false or null; what is none of them is filled as if it were a number.
    private static int FillWord(Span<byte> bytes)
    {
        var length = bytes.IndexOfAny(EndsOfWords);
        var word = bytes[..(length < 0 ? bytes.Length : length)];
        var isNull = word.Length >= 4 && word[0] is (byte)'t' or (byte)'f' or (byte)'n';
        word.Fill((byte)' ');
        if (isNull)
        {
            "null"u8.CopyTo(word);
        }
        else if (word.Length > 0)
        {
            word[0] = (byte)'0';
        }

        return Math.Max(word.Length, 1);
    }
}
