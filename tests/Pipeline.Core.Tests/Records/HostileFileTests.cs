using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;

namespace Pipeline.Core.Tests.Records;

/// <summary>Nothing else runs while the memory of the whole process is measured.</summary>
[CollectionDefinition(nameof(HostileFileTests), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>Files that are made to break a reader, or broke on the way: each ends in a clear fault, early, in bounded memory.</summary>
[Collection(nameof(HostileFileTests))]
public sealed class HostileFileTests
{
    private const long Megabyte = 1 << 20;
    private const long FileLength = 200 * Megabyte;

    private static readonly DatasetDefinition Things = Reading.Dataset("id: integer", "name: text");

    [Theory]
    [InlineData("things.csv", "id,name\n1,", "x")]
    [InlineData("things.csv", "id,name\n1,\"", "x")]
    [InlineData("things.csv", "id,name\n1,\"", "x\n")]
    [InlineData("things.csv", "", "x")]
    [InlineData("things.json", "[{\"id\":1},{\"name\":\"", "x")]
    [InlineData("things.json", "[{\"id\":1},", " ")]
    [InlineData("things.json", "[{\"id\":1},{\"x\":[0", ",0")]
    [InlineData("things.json", "{\"id\":1}\n{\"name\":\"", "x")]
    public void A_record_of_200_MB_is_a_fault_after_a_part_of_it(string file, string start, string filler)
    {
        var (message, read, allocated) = Fault(file, start, filler);
        Assert.StartsWith($"{file} has a record of more than 16,777,216 bytes: ", message, StringComparison.Ordinal);
        Assert.InRange(read, 0, 48 * Megabyte);
        Assert.InRange(allocated, 0, 160 * Megabyte);
    }

    [Theory]
    [InlineData("things.csv", "id,name\n1,a", ",")]
    [InlineData("things.csv", "id,name", ",")]
    public void A_line_of_200_million_columns_is_a_fault_after_a_part_of_it(string file, string start, string filler)
    {
        var (message, read, allocated) = Fault(file, start, filler);
        Assert.StartsWith("things.csv has a line of more than 1,048,576 delimiters, before byte 1,", message, StringComparison.Ordinal);
        Assert.InRange(read, 0, 2 * Megabyte);
        Assert.InRange(allocated, 0, 128 * Megabyte);
    }

    [Fact]
    public void A_hundred_thousand_columns_are_a_fault() => Assert.StartsWith(
        "things.csv has 100,000 columns in line 1; at most 4,096 are read.",
        Things.Fault(string.Join(',', Enumerable.Range(0, 100_000)) + "\n", "things.csv"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[{\"id\":1},", "[")]
    [InlineData("", "[")]
    [InlineData("[{\"id\":1},", "{\"a\":")]
    [InlineData("{\"id\":1}\n", "{\"a\":")]
    public void Ten_thousand_levels_are_a_fault(string start, string filler)
    {
        var message = Things.Fault(start + string.Concat(Enumerable.Repeat(filler, 10_000)) + (start.EndsWith('\n') ? "\n" : ""));
        Assert.StartsWith("things.json is nested deeper than 64 levels: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_outside_the_rows_is_a_fault_too() => Assert.StartsWith(
        "things.json is nested deeper than 64 levels: ",
        (Things with { Rows = ["data"] }).Fault("{\"x\":" + new string('[', 10_000)),
        StringComparison.Ordinal);

    [Fact]
    public void Sixty_four_levels_are_read()
    {
        var deep = "{\"id\":1,\"x\":" + new string('[', 63) + new string(']', 63) + "}";
        Assert.Equal("1|null", Things.Read("[" + deep + "]").Show());
        Assert.Equal("1|null", Things.Read(deep).Show());
        Assert.Equal("1|null", (Things with { Rows = ["a", "b"] }).Read("{\"a\":{\"b\":[" + deep + "]}}").Show());
    }

    [Theory]
    [InlineData("things.csv")]
    [InlineData("things.json")]
    public void Bytes_without_sense_end_in_a_fault_and_nothing_else(string file)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var bytes = new byte[2000];
            new Random(seed).NextBytes(bytes);
            var start = file.EndsWith("csv", StringComparison.Ordinal) ? "id,name\n"u8 : (seed % 2 == 0 ? "["u8 : "{"u8);
            byte[] whole = [.. start, .. bytes];
            try
            {
                Things.Read(whole, file);
            }
            catch (UnusableDeliveryException fault)
            {
                Assert.EndsWith("run FEED", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("things.csv", "id,name,x\n", "1,abc,defghijklmnopqrstuvwxyz\n", "")]
    [InlineData("things.json", "[", "{\"id\":1,\"name\":\"abcdefghijklmnopqrstuvwxyz\"},", "{\"id\":1}]")]
    [InlineData("things.json", "{\"id\":1}", "\n{\"id\":1,\"name\":\"abcdefghijklmnopqrstuvwxyz\"}", "\n")]
    public void Memory_stays_flat_however_long_the_file_is(string file, string start, string record, string end)
    {
        var records = 16 * Megabyte / record.Length;
        var stream = Repeating(start, record, records, end);
        var peak = 0L;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var count = 0L;
        foreach (var _ in new DeliveryReader(new FeedFile(Things)).Read(() => stream, file, CancellationToken.None))
        {
            if (++count % 100_000 == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.InRange(count, records, records + 1);
        Assert.InRange(peak, 0, 8 * Megabyte);
    }

    private static (string Message, long Read, long Allocated) Fault(string file, string start, string filler)
    {
        var stream = Repeating(start, filler, FileLength / filler.Length, "");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Assert.Throws<UnusableDeliveryException>(() =>
        {
            foreach (var _ in new DeliveryReader(new FeedFile(Things)).Read(() => stream, file, CancellationToken.None))
            {
            }
        }).Message;
        return (message, stream.BytesRead, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ReadingStream Repeating(string start, string part, long times, string end)
    {
        var middle = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, (64 * 1024) / part.Length)));
        return new ReadingStream(Encoding.UTF8.GetBytes(start), middle, part.Length * times, Encoding.UTF8.GetBytes(end), most => most);
    }
}
