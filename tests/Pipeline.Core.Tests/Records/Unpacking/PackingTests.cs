using System.IO.Compression;
using System.Text;
using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Tests.Records.Unpacking;

public sealed class PackingTests
{
    private static readonly DatasetDefinition Things = Reading.Dataset("id: integer");

    private static readonly byte[] Csv = Encoding.UTF8.GetBytes("id\n" + string.Join('\n', Enumerable.Range(1, 20000)) + "\n");

    [Fact]
    public void Gzip_of_one_or_more_members_is_read()
    {
        Assert.Equal(20000, Things.Read(Gzip(Csv), "things.csv.gz").Count);
        Assert.Equal(20000, Things.Read([.. Gzip(Csv[..5000]), .. Gzip(Csv[5000..])], "things.CSV.GZ").Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(2000)]
    public void H23_a_gzip_file_that_is_cut_short_is_a_fault(int missing) => Assert.Equal(
        "things.csv.gz can't be unpacked: It is cut short, or its end is damaged.\nRecords behind the fault can't be distinguished from records that the vendor deleted."
        + "\nNothing of this file is in bronze or silver: the dataset keeps its last accepted night.\nWhen the file is whole again, run the night again: run FEED",
        Things.Fault(Gzip(Csv)[..^missing], "things.csv.gz"));

    [Fact]
    public void H23_a_gzip_file_whose_second_member_is_cut_short_is_a_fault() => Assert.StartsWith(
        "things.csv.gz can't be unpacked: ", Things.Fault([.. Gzip(Csv[..5000]), .. Gzip(Csv[5000..])[..^100]], "things.csv.gz"), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20)]
    public void H23_a_gzip_file_whose_second_member_is_damaged_at_its_beginning_is_a_fault(int damaged)
    {
        var second = Gzip(Csv[5000..]);
        second[damaged] ^= 0x55;
        Assert.StartsWith("things.csv.gz can't be unpacked: ", Things.Fault([.. Gzip(Csv[..5000]), .. second], "things.csv.gz"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(100_000)]
    public void H23_bytes_behind_the_last_member_of_a_gzip_file_are_a_fault(int count) => Assert.Equal(
        "things.csv.gz can't be unpacked: Behind one of its members stand bytes that are no further member.\nRecords behind the fault can't be distinguished from records that the vendor deleted."
        + "\nNothing of this file is in bronze or silver: the dataset keeps its last accepted night.\nWhen the file is whole again, run the night again: run FEED",
        Things.Fault([.. Gzip(Csv), .. new byte[count]], "things.csv.gz"));

    [Fact]
    public void H23_what_is_no_gzip_file_or_has_a_wrong_checksum_is_a_fault()
    {
        var broken = Gzip(Csv);
        broken[^6] ^= 1;
        Assert.StartsWith("things.csv.gz can't be unpacked: ", Things.Fault(broken, "things.csv.gz"), StringComparison.Ordinal);
        Assert.StartsWith("things.csv.gz can't be unpacked: ", Things.Fault(Csv, "things.csv.gz"), StringComparison.Ordinal);
        Assert.StartsWith("things.csv.gz ", Things.Fault([], "things.csv.gz"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_one_file_of_a_zip_file_or_the_one_of_its_name_is_read()
    {
        Assert.Equal(20000, Things.Read(Zip(("anything.csv", Csv)), "dump.zip").Count);
        Assert.Equal(20000, Things.Read(Zip(("anything", Csv)), "things.csv.zip").Count);
        Assert.Equal(20000, Things.Read(Zip(("readme.txt", Csv), ("things.csv", Csv), ("folder/", [])), "dumps/things.csv.zip").Count);
        Assert.Equal("1", Things.Read(Zip(("x.json", "[{\"id\":1}]"u8.ToArray())), "dump.zip").Show());
    }

    [Fact]
    public void A_zip_file_of_several_files_says_which_is_needed() => Assert.StartsWith(
        "things.csv.zip can't be unpacked: It holds 2 files, where one is needed, or one that is called things.csv.\n",
        Things.Fault(Zip(("a.csv", Csv), ("b.csv", Csv)), "things.csv.zip"),
        StringComparison.Ordinal);

    [Fact]
    public void H23_a_zip_file_that_is_cut_or_changed_is_a_fault()
    {
        var zip = Zip(("things.csv", Csv));
        Assert.StartsWith("things.csv.zip can't be unpacked: ", Things.Fault(zip[..^100], "things.csv.zip"), StringComparison.Ordinal);
        var stored = Zip(CompressionLevel.NoCompression, ("things.csv", Csv));
        var digit = stored.AsSpan().IndexOf("\n77\n"u8) + 1;
        stored[digit] = (byte)'8';
        Assert.StartsWith(
            "things.csv.zip can't be unpacked: Its file things.csv has not the length or the CRC-32 that the zip file tells.",
            Things.Fault(stored, "things.csv.zip"),
            StringComparison.Ordinal);
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Bytes)[] files) => Zip(CompressionLevel.Fastest, files);

    private static byte[] Zip(CompressionLevel level, params (string Name, byte[] Bytes)[] files)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }

        return target.ToArray();
    }
}
