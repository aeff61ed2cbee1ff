namespace Pipeline.Core.Records.Unpacking;

/// <summary>The checksum of zip files (CRC-32, reflected polynomial 0xEDB88320), which .NET keeps to itself.</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = Build();

    /// <summary>The checksum of what <paramref name="crc"/> stands for with <paramref name="bytes"/> behind it; 0 stands for nothing.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        while (bytes.Length >= 4)
        {
            crc ^= (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24);
            crc = Tables[3][crc & 0xFF] ^ Tables[2][(crc >> 8) & 0xFF] ^ Tables[1][(crc >> 16) & 0xFF] ^ Tables[0][crc >> 24];
            bytes = bytes[4..];
        }

        foreach (var value in bytes)
        {
            crc = Tables[0][(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    // Four tables take four bytes a step ("slicing by 4").
    private static uint[][] Build()
    {
        var tables = new uint[4][];
        for (var t = 0; t < tables.Length; t++)
        {
            tables[t] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var crc = t == 0 ? i : tables[t - 1][i];
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
                }

                tables[t][i] = crc;
            }
        }

        return tables;
    }
}
