namespace Pipeline.Engines.Tests.Fuzzing;

/// <summary>What happens to files on their way, and to programs that write them: one random accident at a time.</summary>
internal static class Damage
{
    private static readonly byte[][] Words =
    [
        [0], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xC3], "\r"u8.ToArray(), "\n\n"u8.ToArray(), "\""u8.ToArray(), ","u8.ToArray(), "[]"u8.ToArray(),
        "{}"u8.ToArray(), "null"u8.ToArray(), "NaN"u8.ToArray(), "1e999"u8.ToArray(), "99999999999999999999"u8.ToArray(), "true"u8.ToArray(),
        "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "\"\\"u8.ToArray(), "]"u8.ToArray(), "}"u8.ToArray(), "[["u8.ToArray(), "2021-02-30"u8.ToArray(),
    ];

    /// <summary>A damaged copy, and what was done to it.</summary>
    public static (byte[] File, string Done) Of(byte[] whole, Random random)
    {
        var file = whole;
        var done = new List<string>();
        for (var count = 1 + random.Next(3); count > 0; count--)
        {
            var at = random.Next(file.Length + 1);
            var length = Math.Min(file.Length - at, 1 + random.Next(40));
            string what;
            (file, what) = random.Next(10) switch
            {
                0 => (file[..at], "cut"),
                1 => (Flip(file, at, random), "a bit flipped"),
                2 => (Splice(file, at, length, []), "bytes lost"),
                3 => (Splice(file, at, 0, file[at..(at + length)]), "bytes repeated"),
                4 => (Splice(file, at, 0, Words[random.Next(Words.Length)]), "a word put in"),
                5 => (Splice(file, at, length, Words[random.Next(Words.Length)]), "bytes replaced by a word"),
                6 => (Lines(file, lines => (lines[random.Next(lines.Count)], lines[random.Next(lines.Count)]) switch { var (a, b) => [.. lines, a, b] }), "lines repeated at the end"),
                7 => (Lines(file, lines => Swap(lines, random.Next(lines.Count), random.Next(lines.Count))), "lines swapped"),
                8 => (Lines(file, lines => [.. lines.Where(_ => random.Next(8) > 0)]), "lines lost"),
                _ => ([.. file, .. file[..at]], "its beginning behind its end"),
            };
            done.Add($"{what} at {at}");
            if (file.Length == 0)
            {
                break;
            }
        }

        return (file, string.Join(", ", done));
    }

    private static byte[] Flip(byte[] file, int at, Random random)
    {
        var flipped = file.ToArray();
        flipped[Math.Min(at, file.Length - 1)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private static byte[] Splice(byte[] file, int at, int length, byte[] put) => [.. file[..at], .. put, .. file[(at + length)..]];

    private static List<byte[]> Swap(List<byte[]> lines, int one, int other)
    {
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return lines;
    }

    private static byte[] Lines(byte[] file, Func<List<byte[]>, List<byte[]>> change)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start < file.Length;)
        {
            var length = file.AsSpan(start).IndexOf((byte)'\n') + 1;
            length = length == 0 ? file.Length - start : length;
            lines.Add(file[start..(start + length)]);
            start += length;
        }

        return [.. change(lines).SelectMany(line => line)];
    }
}
