using Pipeline.Core.Deliveries.Sources;

namespace Pipeline.Core.Tests.Deliveries.Sources;

public sealed class FolderSourceTests : DeliveryTest
{
    [Fact]
    public async Task A_file_is_found_listed_and_copied_from_any_offset()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "sub"));
        File.WriteAllText(Path.Combine(Folder, "sub", "b.csv"), "0123456789");
        File.WriteAllText(Path.Combine(Folder, "sub", "B.csv"), "");
        var source = new FolderSource(Folder);
        using var copy = new MemoryStream();

        await source.CopyAsync("sub/b.csv", 4, copy, Cancellation);

        Assert.Equal("456789"u8, copy.ToArray());
        Assert.Equal(
            new FileFacts(10, File.GetLastWriteTimeUtc(Path.Combine(Folder, "sub", "b.csv"))),
            await source.FindAsync("sub/b.csv", Cancellation));
        Assert.Null(await source.FindAsync("sub/c.csv", Cancellation));
        Assert.Null(await source.FindAsync("sub", Cancellation));
    }

    [Fact]
    public async Task A_missing_folder_is_said_at_once()
    {
        var source = new FolderSource(Path.Combine(Folder, "nowhere"));

        var fault = await Assert.ThrowsAsync<SourceUnavailableException>(() => source.FindAsync("a.csv", Cancellation));

        Assert.False(fault.IsTransient);
        Assert.Equal(
            $"""
            There is no folder {Path.Combine(Folder, "nowhere")}.
            Its files can't be received, so the night can't begin.
            Nothing was changed: archive, bronze, silver and gold are unchanged.
            Create or mount it, or name another one: run FEED --source NAME=FOLDER
            """,
            fault.Message);
    }

    [Theory]
    [InlineData("../a.csv", "leads out of the source")]
    [InlineData("a//b", "holds an empty name")]
    [InlineData("a\r\nDELE b", "holds a control character")]
    public async Task A_path_that_is_no_plain_name_is_refused(string path, string problem)
    {
        var fault = await Assert.ThrowsAsync<SourceMisconfiguredException>(() => new FolderSource(Folder).FindAsync(path, Cancellation));

        Assert.Equal(
            $"""
            The path "{path.Replace("\r\n", "\\u000d\\u000a", StringComparison.Ordinal)}" {problem}.
            It can't be asked for: a source is asked for plain names inside its own folder only.
            Nothing was tried, nothing was changed.
            Write another `file` in the feed file, then run: validate
            """,
            fault.Message);
    }
}
